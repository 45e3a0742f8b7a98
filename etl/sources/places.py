"""Which region a publisher's code or name means: explicit tables, never a prefix, never the order of rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from etl.download.errors import Unexpected
from etl.merger import merged_sentence

WHOLE_KOREA = ("전국", "대한민국", "한국")
MERGED = {
    "12": "전남광주통합특별시"
}  # registered since 2026; to be given a row in regions.csv before it is read


@dataclass(frozen=True)
class Places:
    """The regions of the catalogue.

    Attributes:
        codes: Region by code, for each code scheme.
        names: Korean region by every name in use or formerly in use.
        founded: First year of each region founded since the series begin.
        regions: The regions now in force, by country.
        catalogue: The rows of regions.csv.
        municipalities: The rows of municipalities.csv.
    """

    codes: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]
    founded: Mapping[str, int]
    regions: Mapping[str, tuple[str, ...]]
    catalogue: pd.DataFrame = field(repr=False)
    municipalities: pd.DataFrame = field(repr=False)

    def by_code(self, scheme: str) -> Mapping[str, str]:
        """Return the regions of one code scheme; former codes count."""
        return {**self.codes.get(f"{scheme}_former", {}), **self.codes.get(scheme, {})}

    def by_code_and_name(self, scheme: str, code: str, name: str, where: str) -> str:
        """Return the Korean region that both a code and a name mean.

        Raises:
            Unexpected: If either is unknown or they disagree (26, 29, 31 and 36 mean different regions in the
                two schemes).
        """
        by_name = self.names.get(name.replace(" ", ""))
        by_code = self.by_code(scheme).get(code)
        if by_name is not None and by_name == by_code:
            return by_name
        if code in MERGED and by_code is None:
            raise Unexpected(f"{where}: {merged_sentence(f'{name} ({code})')}")
        raise Unexpected(
            f"{where}: code {code} means {by_code or 'no region'} in the scheme {scheme}, but the name "
            f"{name} means {by_name or 'no region'}"
        )

    def drop_before_foundation(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Leave out marks and zeros that a publisher gives for a region not yet founded."""
        first = frame["region_code"].map(self.founded).astype(float)
        empty = frame["value"].isna() | pd.to_numeric(frame["value"], errors="coerce").eq(0)
        return frame[~((frame["year"] < first) & empty)]


def read_places(codes: pd.DataFrame, regions: pd.DataFrame, municipalities: pd.DataFrame) -> Places:
    """Return the regions from the rows of region_codes.csv, regions.csv and municipalities.csv."""
    by_scheme: dict[str, dict[str, str]] = {}
    for region, scheme, code in codes[["region_code", "scheme", "code"]].itertuples(index=False):
        by_scheme.setdefault(str(scheme), {})[str(code)] = str(region)
    names: dict[str, str] = {}
    in_force: dict[str, list[str]] = {}
    for row in regions.to_dict("records"):
        country = str(row["country"])
        own = [row.get("name_ko"), row.get("short_ko"), *str(row.get("former_names") or "").split(";")]
        if country == "KR":
            own += WHOLE_KOREA if row["level"] == "country" else ()
            names |= {name: str(row["region_code"]) for name in _texts(own)}
        if row["level"] != "country" and pd.isna(row.get("valid_to")):
            in_force.setdefault(country, []).append(str(row["region_code"]))
    founded = regions.loc[regions["valid_from"].notna(), ["region_code", "valid_from"]]
    return Places(
        by_scheme,
        names,
        {str(code): int(str(date)[:4]) for code, date in founded.itertuples(index=False)},
        {country: tuple(own) for country, own in in_force.items()},
        regions,
        municipalities,
    )


def _texts(values: Iterable[object]) -> list[str]:
    return [str(value) for value in values if isinstance(value, str) and value]
