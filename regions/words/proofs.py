"""The SQL that recomputes a finding from the tables of a build.

`sql/rules` holds one query a rule, `sql/parts` what several of them have in common; a `$name` in them
stands for a part or for what the finding says (indicator, threshold, country, theme). A query is whole: it
runs as it is in any DuckDB that has opened the build; its row has a column for each value of the sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from regions.asking.view import default_currency
from regions.database.build import Build
from regions.database.catalogue import conversion_of
from regions.database.places import OF_REGIONS
from regions.figures.panel import codes_of
from regions.figures.peers import peer_years, similar_regions
from regions.figures.timeshift import rises
from regions.words.finding_kit import Spec
from regions.words.findings import Finding, specs

_SQL = Path(__file__).parent / "sql"
# Rules that set no money of two countries against each other take the figures as published.
AS_PUBLISHED = frozenset({"change_of_nation", "peaks", "capital_migration"})


@dataclass(frozen=True)
class Proof:
    """How a finding is recomputed and explained.

    Attributes:
        rule: How it is computed; `statement.rule.<rule>` and `statement.why.<rule>` say it in words.
        sql: The query that recomputes each value of its sentence, in one row.
    """

    rule: str
    sql: str


def proof(build: Build, finding: Finding) -> Proof:
    """Return the proof of a finding that holds in a build."""
    spec = spec_of(build, finding)
    return Proof(spec.rule, recomputation(build, spec))


def spec_of(build: Build, finding: Finding) -> Spec:
    """Return the line of the table `finding` that a finding comes from."""
    return next(spec for spec in specs(build) if spec.id == finding.id)


def recomputation(build: Build, spec: Spec) -> str:
    """Return the query of one line of the table `finding`."""
    return _filled(f"rules/{spec.rule}", _said(build, spec)) + ";"


def _filled(name: str, said: Mapping[str, str]) -> str:
    template = _template(name)
    parts = {
        one: said[one] if one in said else _filled(f"parts/{one}", said) for one in template.get_identifiers()
    }
    return template.substitute(parts)


@cache
def _template(name: str) -> Template:
    return Template((_SQL / f"{name}.sql").read_text(encoding="utf-8").rstrip("\n"))


def _said(build: Build, spec: Spec) -> dict[str, str]:
    """Return what a finding says, as pieces of SQL."""
    below = spec.option("side") == "below"
    said = {
        "beyond": "<" if below else ">",
        "end": "min" if below else "max",
        "threshold": f"{spec.option('threshold', 0):g}",
        "country": str(spec.option("country", "")),
        "theme": str(spec.option("theme", "")),
        "indicators": ", ".join(f"'{code}'" for code in spec.indicators),
    }
    if not spec.option("names"):
        said["named"] = ""
    if spec.indicators:
        said |= _figures(build, spec.indicator, published=spec.rule in AS_PUBLISHED)
    if spec.rule == "lag":
        said["at_or_past"] = ">=" if rises(build, spec.indicator, "JP") else "<="
    if spec.rule == "capital_shares":
        said["columns"] = _share_columns(spec.indicators)
    if spec.rule == "nearest_pair":
        said["years"] = _years_of_theme(build, said["theme"])
    if spec.rule == "correlation":
        said |= {axis: _series(build, code) for axis, code in zip("xy", spec.indicators, strict=True)}
    return said


def _figures(build: Build, indicator_id: str, *, published: bool = False) -> dict[str, str]:
    """Return where the figures of an indicator are: money that two countries share is in purchasing power."""
    indicator = build.catalogue.indicators[indicator_id]
    currency = None if published else conversion_of(default_currency(indicator))
    if currency is None:
        return {"indicator": indicator_id, "table": "observation", "condition": "", "variant": "as published"}
    return {
        "indicator": indicator_id,
        "table": "observation_converted",
        "condition": f" AND currency = '{currency}'",
        "variant": "in international dollars of purchasing power parity",
    }


def _series(build: Build, indicator_id: str) -> str:
    source = _figures(build, indicator_id)
    return (
        f"SELECT region_code, year, value FROM {source['table']}"
        f" WHERE indicator_id = '{indicator_id}'{source['condition']} AND value IS NOT NULL"
        f" AND {OF_REGIONS}"
    )


def _share_columns(indicators: tuple[str, ...]) -> str:
    columns = []
    for number, code in enumerate(indicators, 1):
        own = f"FILTER (indicator_id = '{code}')"
        columns += [
            f"max(year) {own} AS year_{number}",
            f"arg_max(korea, year) {own} AS korea_{number}",
            f"arg_max(japan, year) {own} AS japan_{number}",
        ]
    return ",\n    ".join(columns)


def _years_of_theme(build: Build, theme: str) -> str:
    """Return the year of each indicator by which regions of the two countries are compared."""
    years = peer_years(build, theme)
    used = similar_regions(build, codes_of(build, "KR")[0], theme, "across").weights
    lines = [
        f"('{one.indicator_id}', {years[one.indicator_id, 'KR']})"
        for one in used
        if (one.indicator_id, "KR") in years
    ]
    return ",\n        ".join(lines)
