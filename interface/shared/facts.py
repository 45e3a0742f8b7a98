"""Single figures with what they count, their date and their source, side by side."""

from collections.abc import Sequence

import streamlit as st

from i18n.messages import messages
from i18n.numbers import number
from i18n.units import with_unit
from interface.shared.state import PageRequest
from regions.policy.designations import Fact

A_ROW = 4


def unit_text(unit: str, language: str) -> str:
    """Return a unit of the policy figures in the reader's language."""
    return messages(language)(f"unit.{unit}")


def show_facts(request: PageRequest, facts: Sequence[Fact], key: str) -> None:
    """Write figures in rows of four; each with date and link to its source."""
    language = request.view.language
    t = messages(language)
    for start in range(0, len(facts), A_ROW):
        with st.container(key=f"facts-{key}-{start}"):
            # Some labels take two lines: the figures stand on one.
            columns = st.columns(A_ROW, vertical_alignment="bottom")
            for column, fact in zip(columns, facts[start : start + A_ROW], strict=False):
                source = request.build.catalogue.sources[fact.source_id]
                value = with_unit(number(fact.value, language), unit_text(fact.unit, language), language)
                publisher = source.publisher[language]
                dated = t("fact.dated", date=fact.date, publisher=publisher, url=source.url)
                with column:
                    st.metric(fact.label, value)
                    # Not a caption: links in those are too pale to read.
                    st.markdown(f":small[{dated}]")
