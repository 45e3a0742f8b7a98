"""The database is built at the first start, where the reader can see it happen."""

import logging
import subprocess
import sys
from pathlib import Path

import streamlit as st

from i18n.messages import messages
from regions.database.build import DatabaseMissing, current_build, database_exists
from regions.database.languages import Language

_LOG = logging.getLogger(__name__)
_REPOSITORY = Path(__file__).resolve().parents[2]


def build_if_missing(language: Language) -> None:
    """Build the database from the shipped figures if there is none, showing each step.

    A process of its own does it, as from the command line: a failed check stops the page with the ETL's own
    message and leaves nothing half-built behind.
    """
    t = messages(language)
    try:
        if database_exists() and current_build().catalogue.regions:  # of an older version: no catalogue
            return
    except DatabaseMissing as error:
        # The reason may name places on the operator's side: it goes to the log, not to readers.
        _LOG.error("%s", error)
        st.error(t("build.unreachable"))
        st.stop()
    with st.status(t("build.running"), expanded=True) as status:
        process = subprocess.Popen(
            [sys.executable, "-m", "etl", "build"],
            cwd=_REPOSITORY,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        lines = []
        for line in process.stdout or ():
            lines.append(line.rstrip())
            st.text(line.rstrip())
        if process.wait() != 0 and not database_exists():
            status.update(label=t("build.failed"), state="error")
            st.error(t("build.failed_next"))
            st.stop()
    st.rerun()
