"""The shape all connectors share: which requests a table needs, and how its answers become rows."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pandas as pd

from etl.download.client import Answer, Secret
from etl.download.errors import Incomplete, Unexpected
from etl.numbers import number_texts
from etl.sources.places import Places

ROW_COLUMNS = ("dataset", "indicator", "region_code", "year", "value", "mark", "nation", "fill_gaps")
NOT_IN_KEY = ("value", "mark", "nation", "fill_gaps", "within")
ANY_FIELD = "*"


@dataclass(frozen=True)
class Series:
    """One series of a table and where its figures go.

    Attributes:
        item: The publisher's code of the series; `*`: not known, recognised by the figures held.
        dataset: Our dataset.
        indicator: The indicator within it.
        name: The publisher's name of the item, compared where the answer carries it; empty: not compared.
        unit: The publisher's unit, compared where the answer carries it; empty: not compared.
        scale: What the figure is multiplied by.
        dimensions: Values of further columns of the dataset.
        select: Codes on further axes of the table (axis: code).
        nation: Whether national rows are taken for all years; otherwise only those the dataset has already.
        fill_gaps: Whether years before our newest that the dataset lacks are filled in. Not where another
            dataset holds them on purpose.
    """

    item: str
    dataset: str
    indicator: str
    name: str = ""
    unit: str = ""
    scale: str = "1"
    dimensions: Mapping[str, str] = field(default_factory=dict)
    select: Mapping[str, str] = field(default_factory=dict)
    nation: bool = False
    fill_gaps: bool = True


@dataclass(frozen=True)
class Table:
    """One table of a publisher.

    Attributes:
        id: The publisher's id, or a name of our own where two entries take from one table (then the option
            `table` is the publisher's).
        source_id: The id its figures carry in our data.
        title: The publisher's title.
        series: What we take of it.
        options: Further settings of the connector.
        entry: The whole entry of the catalogue.
    """

    id: str
    source_id: str
    title: str
    series: tuple[Series, ...]
    options: Mapping[str, Any]
    entry: Mapping[str, Any] = field(repr=False)

    @property
    def code(self) -> str:
        """The publisher's id."""
        return str(self.options.get("table", self.id))


@dataclass(frozen=True)
class Request:
    """One call.

    Attributes:
        path: Address below the base URL, or a whole address.
        parameters: Query without the key.
        hosts: Hosts beside that of the base URL which the call and its redirects may reach; None: the base
            URL alone, and no redirect is followed.
        leads_on: Whether the answer only leads to others: it is asked for each time and its content does not
            count as news.
        form: What is sent as JSON by POST; None: GET.
        accepts: HTTP statuses that are answers as well, not failures.
    """

    path: str
    parameters: Mapping[str, Any]
    hosts: tuple[str, ...] | None = None
    leads_on: bool = False
    form: Mapping[str, Any] | None = None
    accepts: tuple[int, ...] = ()


Ask = Callable[[Request], Answer]


class Connector(ABC):
    """A publisher's interface. `version`, `answers` talk to it; `rows` works offline."""

    name: str
    base_url: str
    rank: int  # in which order publishers are asked; where two bring the same figure, the earlier one counts
    pause: float = 1.0  # seconds between two calls

    @property
    def base_env(self) -> str:
        """The environment variable by which another address is set."""
        return f"{self.name.upper()}_BASE_URL"

    def secret(self, key: str) -> Secret:
        """Return how the key is sent; most publishers need none."""
        return Secret()

    @abstractmethod
    def judge(self, answer: Answer) -> None:
        """Raise the error that an answer's body reports, whatever its HTTP status."""

    def version(self, table: Table, ask: Ask) -> str | None:
        """Return the publisher's mark of the table's last change; None without one: answers are compared."""
        return None

    @abstractmethod
    def answers(self, table: Table, since: int | None, ask: Ask) -> Iterator[Answer]:
        """Ask for everything of a table, page by page."""

    @abstractmethod
    def rows(self, table: Table, answers: Iterable[Answer], places: Places) -> pd.DataFrame:
        """Return the rows of all series of a table.

        Returns:
            Columns of `ROW_COLUMNS` and the series' dimensions. `value` is text as published (scaled where
            the catalogue says so) or missing; `mark` is the publisher's sign where there is no figure;
            `nation` and `fill_gaps` are those of the series. Where items are not known, the rows of every
            field that may be one, with the field in `item`.

        Raises:
            SourceError: If the answers are not what is documented.
        """


def numbers_and_marks(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Split a column of texts into numbers (as text, without thousands separators) and marks."""
    stripped = text.astype("str").str.strip()
    plain = number_texts(text.where(text.notna(), ""))
    number = plain.notna()
    mark = stripped.where(~number & stripped.ne("") & text.notna())
    # A cell without any text is a gap as well; the sign says that the publisher left it empty.
    return plain, mark.mask(~number & (stripped.eq("") | text.isna()), "(empty)")


def as_rows(frame: pd.DataFrame, series: Series) -> pd.DataFrame:
    """Name the rows of one series.

    Args:
        frame: Columns region_code, year, value (text) and any dimension taken from the answer.
        series: Where they go.
    """
    value, mark = numbers_and_marks(frame["value"])
    if series.scale != "1":
        value = pd.Series(
            [text if pd.isna(text) else scaled(text, series.scale) for text in value],
            value.index,
            dtype="str",
        )
    return frame.assign(
        dataset=series.dataset,
        indicator=series.indicator,
        value=value,
        mark=mark,
        nation=series.nation,
        fill_gaps=series.fill_gaps,
        **series.dimensions,
    )


def scaled(text: str, scale: str) -> str:
    """Multiply a number given as text, exactly."""
    product = Decimal(text) * Decimal(scale)
    return f"{product.normalize():f}" if product else "0"


def joined(parts: list[pd.DataFrame], table: Table) -> pd.DataFrame:
    """Put the rows of all series together.

    Raises:
        Incomplete: If there are none.
        Unexpected: If the same figure stands in the answer twice with different values.
    """
    if not parts or not sum(map(len, parts)):
        raise Incomplete(f"{table.id}: no row of the answer belongs to a series of ours")
    frame = pd.concat(parts, ignore_index=True)
    key = [column for column in frame if column not in NOT_IN_KEY]
    frame = frame.drop_duplicates([*key, "value", "mark"])
    double = frame[frame.duplicated(key)]
    if len(double):
        one = double.iloc[0]
        raise Unexpected(
            f"{table.id}: two values for {one['indicator']}, {one['region_code']}, {one['year']}; "
            "the selection in the catalogue is not narrow enough"
        )
    return frame


def of_every_region(parts: list[pd.DataFrame], table: Table, places: Places, country: str) -> pd.DataFrame:
    """Put the rows of all series together, each of which has every region in its newest year.

    Args:
        parts: As from `as_rows`.
        table: The table; its option `country` says of which country it is.
        places: The regions.
        country: Of which country it is if it does not say so.

    Raises:
        Incomplete: If regions are missing.
    """
    frame = places.drop_before_foundation(joined(parts, table))
    expected = set(places.regions.get(table.options.get("country", country), ()))
    dimensions = [name for name in frame if name not in (*ROW_COLUMNS, "origin_code")]
    for key, rows in frame.groupby(["indicator", *dimensions], dropna=False, sort=False):
        newest = rows[rows["year"] == rows["year"].max()]
        missing = sorted(expected - set(newest["region_code"]))
        if missing:
            name = ", ".join(str(part) for part in key)
            raise Incomplete(
                f"{table.id}: {name} has no row for {', '.join(missing[:5])} in {newest['year'].max()}"
            )
    return frame
