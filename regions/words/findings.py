"""The gallery of findings, each computed from the current build; a finding that no longer holds is not there.

The table `finding` lists them; `RULES` says how each is computed; the sentence is the message
`finding.<id>`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from i18n.messages import messages
from regions.asking.page_specs import PAGES
from regions.asking.view import View, decode, encode
from regions.database.build import Build
from regions.database.catalogue import Catalogue
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.database.places import COUNTRIES
from regions.shapes.exhibit import counted
from regions.words import finding_capital, finding_counts, finding_shift
from regions.words.finding_kit import Draft, Spec, is_sound, provisional_years
from regions.words.sentences import Sentence, render

# The order in which the least comparable indicator of a finding is told.
_COMPARABILITY = ("differs", "near", "same", "single_country")

RULES: dict[str, Callable[[Build, Spec], Draft | None]] = {
    "lag": finding_shift.lag_finding,
    "counterpart_of_highest": finding_shift.counterpart_of_highest,
    "overtaking": finding_shift.overtaking,
    "peaks": finding_shift.peaks,
    "change_of_nations": finding_shift.change_of_nations,
    "change_of_nation": finding_shift.change_of_nation,
    "beyond": finding_counts.beyond,
    "few": finding_counts.few,
    "counts": finding_counts.counts,
    "lowest_of_each": finding_counts.lowest_of_each,
    "two_nations": finding_counts.two_nations,
    "correlation": finding_counts.correlation_finding,
    "nearest_pair": finding_counts.nearest_pair,
    "largest_stream": finding_counts.largest_stream,
    "capital_shares": finding_capital.capital_shares_finding,
    "capital_growth": finding_capital.capital_growth,
    "capital_migration": finding_capital.capital_migration_finding,
    "dispersion_flip": finding_capital.dispersion_flip,
}


@dataclass(frozen=True, eq=False)
class Finding:
    """One finding that holds in the current build.

    Attributes:
        id: Stable id.
        sentence: What was found, to be rendered in a language.
        indicators: The indicators it rests on.
        comparability: Comparability of the least comparable of them; empty if it rests on none.
        view: The view that shows it (its language is English until the page sets the reader's).
        chart: Kind of the small chart: `lines`, `points`, `bars`, `pairs`.
        data: Frame of the small chart, columns `indicator_id, region_code, country, year, value, label`.
        per_cent: Whether these values are per cent computed from the indicator instead of its own unit.
        provisional: (country, year) of provisional figures quoted.
    """

    id: str
    sentence: Sentence
    indicators: tuple[str, ...]
    comparability: str
    view: View
    chart: str
    data: pd.DataFrame
    per_cent: bool
    provisional: tuple[tuple[str, int], ...]

    def text(self, build: Build, language: Language) -> str:
        """Return the sentence in a language."""
        return render(self.sentence, build.catalogue, language)

    def remarks(self, build: Build, language: Language) -> tuple[str, ...]:
        """Return whom the figures count, where the two countries differ, and what is provisional."""
        t = messages(language)
        known = build.catalogue.indicators
        said = [counted(known[code], language, self.countries) for code in self.indicators]
        for country, year in self.provisional:
            years = str(year)
            said.append(t("remark.provisional_years", country=t(f"country.{country}"), years=years))
        return tuple(dict.fromkeys(text for text in said if text))

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries whose figures are shown."""
        return tuple(country for country in COUNTRIES if country in set(self.data.country))


@per_build(1)
def specs(build: Build) -> tuple[Spec, ...]:
    """Return the findings that a build may show, in their order."""
    table = build.query("SELECT * FROM finding ORDER BY position").astype(object)
    return tuple(
        Spec(
            id=row["finding_id"],
            rule=row["rule"],
            page=row["page"],
            chart=row["chart"],
            indicators=tuple(row["indicators"].split(";")) if row["indicators"] else (),
            mode=row["mode"],
            show=row["shown_as"],
            options=json.loads(row["options"]),
        )
        for row in table.where(table.notna(), None).to_dict("records")
    )


@per_build(2)
def findings(build: Build) -> tuple[Finding, ...]:
    """Return the findings that hold in a build, in the order of the table."""
    return tuple(found for spec in specs(build) if (found := finding(build, spec)) is not None)


def finding(build: Build, spec: Spec) -> Finding | None:
    """Compute one finding; None if its data are gone or flagged, or it no longer holds."""
    known = build.catalogue.indicators
    if any(code not in known for code in spec.indicators):
        return None
    draft = RULES[spec.rule](build, spec)
    if draft is None or draft.data.empty or not is_sound(build, draft):
        return None
    words = Sentence(f"finding.{spec.id}{draft.variant}", tuple(draft.values.items()))
    held = {known[code].comparability for code in spec.indicators}
    comparability = next((one for one in _COMPARABILITY if one in held), "")
    if spec.option("country"):
        comparability = "single_country"
    view = _view(spec, draft, build.catalogue)
    return Finding(
        id=spec.id,
        sentence=words,
        indicators=spec.indicators,
        comparability=comparability,
        view=view,
        chart=spec.chart,
        data=draft.data,
        per_cent=draft.per_cent,
        provisional=provisional_years(build, draft),
    )


def _view(spec: Spec, draft: Draft, catalogue: Catalogue) -> View:
    """Return the view of a finding, on the overview or in the first mode where a page lacks the one named."""
    page = spec.page if spec.page in PAGES else "overview"
    offered = PAGES[page]
    asked = View(
        page=page,
        language="en",
        indicators=spec.indicators[: offered.max_indicators],
        regions=draft.regions[: offered.max_regions],
        year=draft.year if offered.single_year else None,
        mode=spec.mode if spec.mode in offered.modes else "level",
        currency=draft.currency,
        show=spec.show if spec.show in offered.shows else (offered.shows[0] if offered.shows else None),
    )
    whole, _ = decode(page, encode(asked), catalogue)
    return whole
