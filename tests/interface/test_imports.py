"""What a server does not need to answer its first reader is not imported for it."""

import subprocess
import sys

from tests.kept_build import REPOSITORY

# Assistants, briefings, workbooks, pictures, statistics: imported with the first that is asked for.
LATE = {"docx", "hwpx", "kaleido", "mcp", "openpyxl", "scipy", "segno"}


def test_a_server_starts_without_what_few_ask_for() -> None:
    code = "import sys, streamlit.web.cli, dashboard, interface.shared.frame\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    imported = {name.partition(".")[0] for name in done.stdout.split()}
    assert {"streamlit", "pandas", "duckdb"} <= imported
    assert not imported & LATE
