"""Why a file is not taken."""

# What a file is; what to do stands in data/catalogue/refresh_texts.yaml in every language.
FORMS = {
    "binary_workbook": "a binary workbook (.xlsb)",
    "document": "a text document or presentation",
    "encrypted": "a workbook locked with a password (encrypted)",
    "hangul": "a document of the Hangul word processor (.hwp)",
    "numbers": "a table of Numbers",
    "old_workbook": "a workbook in the old .xls format",
    "open_document": "an OpenDocument file (.ods)",
    "pdf": "a PDF",
    "strict_workbook": "a workbook in Strict Open XML",
    "text_as_workbook": "a text file, not a workbook",
    "web_page": "a web page (HTML), not a workbook or CSV",
    "xml": "an XML file",
    "xml_table": "an XML spreadsheet of Excel 2003",
}


class Refused(Exception):
    """A file that is not taken; the text says why and what to do."""


class OtherForm(Refused):
    """A file in a form that is not read.

    Attributes:
        form: Which one, a key of `FORMS`.
    """

    def __init__(self, file: str, form: str) -> None:
        """Name the file and its form."""
        self.form = form
        super().__init__(f"{file}: this is {FORMS[form]}.")
