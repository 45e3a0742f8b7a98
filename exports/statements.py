"""The findings with their proof as a Markdown document: rule, figures, SQL, and why each may be said."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from i18n.messages import messages
from i18n.numbers import number
from regions.asking.view import address
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.database.places import is_nation
from regions.shapes.exhibit import countries_in_order
from regions.shapes.units import decimals_of
from regions.words.evidence import MOVES, evidence
from regions.words.findings import Finding, findings
from regions.words.proofs import proof

# Decimals beyond those shown on pages: with them a reader can follow the arithmetic.
_MORE_DECIMALS = 2
_COLUMNS = ("indicator", "country", "figures", "status", "source")


def statements_document(build: Build, language: Language) -> str:
    """Return every finding of a build with its proof; nothing in it depends on the day of the build."""
    t = messages(language)
    lines = [f"# {t('statements.title')}", "", t("statements.lead")]
    return "\n".join([*lines, *statements(build, language)]) + "\n"


def statements(build: Build, language: Language) -> Iterator[str]:
    """Yield the lines of the findings, a section each."""
    for finding in findings(build):
        yield from _section(build, finding, language)


def _section(build: Build, finding: Finding, language: Language) -> Iterator[str]:
    t, found = messages(language), proof(build, finding)
    others = [other for other in LANGUAGES if other != language]
    yield from ("", f"## `{finding.id}`", "", f"**{finding.text(build, language)}**")
    for other in others:
        yield from ("", finding.text(build, other))
    for remark in finding.remarks(build, language):
        yield from ("", f"*{remark}*")
    view = address(replace(finding.view, language=language))
    yield from ("", f"[{t('statements.view')}]({view})")
    yield from ("", f"### {t('statements.how')} (`{found.rule}`)", "", t(f"statement.rule.{found.rule}"))
    yield from ("", f"### {t('statements.reason')}", "", t(f"statement.why.{found.rule}"))
    yield from ("", f"### {t('statements.figures')}", "")
    yield from _figures(build, finding, language)
    yield from ("", f"### {t('statements.sql')}", "", "```sql", found.sql, "```")


def _figures(build: Build, finding: Finding, language: Language) -> Iterator[str]:
    """Yield a table: a row for the figures of one indicator and country with one status and source."""
    t = messages(language)
    yield _row([t(f"statements.column.{name}") for name in _COLUMNS])
    yield _row(["---"] * len(_COLUMNS))
    frame = evidence(build, finding)
    order = countries_in_order(language)
    frame = frame.assign(
        of_indicator=pd.factorize(frame.indicator_id)[0],
        of_country=[order.index(country) for country in frame.country],
    ).sort_values(["of_indicator", "of_country", "year"], kind="stable")
    keys = ["indicator_id", "currency", "country", "status", "source_id"]
    for key, part in frame.groupby(keys, sort=False):
        indicator_id, currency, country, status, source_id = map(str, key)
        source = build.catalogue.sources[source_id]
        name = _name(build, indicator_id, country, currency or None, language)
        figures = "; ".join(_years(build, part, language))
        link = f"[{source.named(language)}]({source.url})"
        yield _row([name, t(f"country.{country}"), figures, t(f"explore.status.{status}"), link])


def _name(build: Build, indicator_id: str, country: str, currency: str | None, language: Language) -> str:
    if not indicator_id:
        return f"`{MOVES}`"
    indicator = build.catalogue.indicators[indicator_id]
    unit = indicator.unit_for(country, currency)[language]
    return f"{indicator.name[language]} ({unit})" if unit else indicator.name[language]


def _years(build: Build, part: pd.DataFrame, language: Language) -> Iterator[str]:
    """Yield the figures year by year: `2024: Seoul 19.4, Busan 24.1`; a nation's without its name."""
    for year, own in part.groupby("year", sort=True):
        told = [
            f"{_place(build, code, origin, language)} {_value(build, indicator, currency, value, language)}"
            for code, origin, indicator, currency, value in zip(
                own.region_code, own.origin, own.indicator_id, own.currency, own.value, strict=True
            )
        ]
        yield f"{year}: {', '.join(one.strip() for one in told)}"


def _place(build: Build, code: str, origin: str, language: Language) -> str:
    regions = build.catalogue.regions
    if origin:
        names = {"origin": regions[origin].short[language], "destination": regions[code].short[language]}
        return messages(language)("statements.flow", **names)
    return "" if is_nation(code) else regions[code].short[language]


def _value(build: Build, indicator_id: str, currency: str, value: float, language: Language) -> str:
    if not indicator_id:
        return number(value, language)
    shown = decimals_of(build.catalogue.indicators[indicator_id], currency or None)
    return number(value, language, shown + _MORE_DECIMALS).rstrip("0").rstrip(".")


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
