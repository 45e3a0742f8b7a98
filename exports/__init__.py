"""An Exhibit as a file."""
