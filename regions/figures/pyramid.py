"""Population pyramids: five-year age groups of both sexes, of a region or a nation, two on one scale."""

from dataclasses import dataclass

import pandas as pd

from regions.database.build import Build
from regions.database.memory import per_build
from regions.figures.panel import codes_of

SEXES = ("female", "male")
COLUMNS = ["region_code", "year", "sex", "age_from", "age_to", "value", "share", "status"]


@dataclass(frozen=True, eq=False)
class Pyramid:
    """A pyramid of one region and year.

    Attributes:
        region_code: The region or nation.
        year: The year.
        data: Columns `region_code, year, sex` (female, male), `age_from, age_to` (missing: and over),
            `value` (persons), `share` (% of the whole population), `status`; youngest first. Empty where
            nothing is published.
        basis: What is counted, as the figures say, e.g. `registered_all`.
        summed: Whether a nation is the sum of its regions, no national figures being published.
        source_ids: Sources.
    """

    region_code: str
    year: int
    data: pd.DataFrame
    basis: str
    summed: bool
    source_ids: tuple[str, ...]

    @property
    def top_age(self) -> int | None:
        """Return the beginning of the open age group."""
        return None if self.data.empty else int(self.data.age_from.max())


@dataclass(frozen=True, eq=False)
class _Ages:
    """The whole table and where the rows of each region and year stand in it."""

    frame: pd.DataFrame
    spans: dict[tuple[str, int], tuple[int, int]]

    def rows(self, region_code: str, year: int) -> pd.DataFrame:
        start, end = self.spans.get((region_code, year), (0, 0))
        return self.frame.iloc[start:end]


@per_build(2)
def _ages(build: Build) -> _Ages:
    frame = build.query(
        "SELECT region_code, year, sex, age_from, age_to, value, status, basis, source_id"
        " FROM population_by_age ORDER BY region_code, year, age_from, sex"
    )
    spans: dict[tuple[str, int], tuple[int, int]] = {}
    for number, key in enumerate(zip(frame.region_code.tolist(), frame.year.tolist(), strict=True)):
        spans[key] = (spans.get(key, (number, 0))[0], number + 1)
    return _Ages(frame, spans)


@per_build(512)
def _years(build: Build, region_code: str) -> frozenset[int]:
    held = _ages(build).spans
    return frozenset(
        year
        for year in {year for _, year in held}
        if (region_code, year) in held or _parts(build, region_code, year)
    )


def _parts(build: Build, region_code: str, year: int) -> list[pd.DataFrame]:
    """Figures of all regions in force of a nation, on one basis; none if one is lacking or they differ."""
    catalogue = build.catalogue
    region = catalogue.regions.get(region_code)
    if region is None or not region.is_country:
        return []
    parts = [_ages(build).rows(code, year) for code in codes_of(build, region_code, year)]
    whole = [part for part in parts if len(part)]
    bases = {part.basis.iloc[0] for part in whole}
    return whole if len(whole) == len(parts) and len(bases) == 1 else []


@per_build(512)
def pyramid(build: Build, region_code: str, year: int) -> Pyramid:
    """Return the pyramid of a region in a year; empty where nothing is published.

    A nation without figures of its own is the sum of its regions, if all in force have figures on one basis.
    """
    own = _ages(build).rows(region_code, year)
    if len(own):
        return _finished(own, region_code, year, summed=False)
    parts = _parts(build, region_code, year)
    if parts:
        return _finished(pd.concat(parts), region_code, year, summed=True)
    return Pyramid(region_code, year, pd.DataFrame(columns=COLUMNS), "", False, ())


def pyramid_years(build: Build, *region_codes: str) -> tuple[int, ...]:
    """Return the years in which every one of some regions has a pyramid."""
    held = [_years(build, code) for code in region_codes]
    return tuple(sorted(frozenset.intersection(*held))) if held else ()


def nearest_year(build: Build, region_code: str, year: int) -> int | None:
    """Return the year with a pyramid nearest to the one asked for (the later of two), None without any."""
    years = pyramid_years(build, region_code)
    return min(years, key=lambda held: (abs(held - year), -held)) if years else None


def side_by_side(*pyramids: Pyramid) -> tuple[Pyramid, ...]:
    """Return pyramids with the same open age group: the youngest that any of them ends with."""
    tops = [one.top_age for one in pyramids if one.top_age is not None]
    return tuple(_capped(one, min(tops)) if tops else one for one in pyramids)


def _finished(rows: pd.DataFrame, region_code: str, year: int, *, summed: bool) -> Pyramid:
    bases = sorted(rows.basis.unique())
    sources = tuple(sorted(rows.source_id.unique()))
    projected = (rows.status == "projection").any()
    provisional = (rows.status == "provisional").any()
    status = "projection" if projected else ("provisional" if provisional else "actual")
    data = rows.groupby(["sex", "age_from"], as_index=False).agg({"age_to": "max", "value": "sum"})
    data.loc[data.age_from == data.age_from.max(), "age_to"] = pd.NA
    data = data.assign(
        region_code=region_code, year=year, status=status, share=100 * data.value / data.value.sum()
    )
    ordered = data.sort_values(["age_from", "sex"], ignore_index=True)
    return Pyramid(region_code, year, ordered[COLUMNS], ";".join(bases), summed, sources)


def _capped(one: Pyramid, top: int) -> Pyramid:
    if one.data.empty or one.top_age == top:
        return one
    data = one.data.assign(age_from=one.data.age_from.clip(upper=top))
    data = data.assign(age_to=data.age_to.where(data.age_from < top))
    summed = data.groupby(["region_code", "year", "sex", "age_from", "status"], as_index=False).agg(
        {"age_to": "max", "value": "sum", "share": "sum"}
    )
    ordered = summed.sort_values(["age_from", "sex"], ignore_index=True)
    return Pyramid(one.region_code, one.year, ordered[COLUMNS], one.basis, one.summed, one.source_ids)
