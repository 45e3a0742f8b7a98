"""What is allowed in each hand-edited file: the entries as typed objects.

The models are the schema (a build checks every file against them), the error messages, and the help of an
editor (`python -m etl.models FOLDER`). A value outside them is a problem that names file, row and key.
"""
