"""Files that a person downloaded, as a source: what is asked for is a name, the answer is the files."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import PurePath
from typing import Any

import pandas as pd

from etl import files
from etl.catalogue import Catalogue
from etl.download.archive import Archive, Fetch
from etl.download.client import Answer
from etl.download.errors import Disagrees
from etl.imports.figures import FigureFormat
from etl.imports.formats import ListFormat, Reading, Tally, reading_of
from etl.imports.reading import Step, list_frame, quiet
from etl.imports.refusal import Refused
from etl.imports.registry import FIGURES, FORMATS
from etl.imports.sheets import sheets_of
from etl.languages import LANGUAGES
from etl.refresh.agreement import Held, in_held_unit
from etl.refresh.collect import Brought, Collected
from etl.refresh.feeds import Feed
from etl.sources.connector import Series, Table, as_rows

SOURCE = "import"
KEY = ["indicator", "region_code", "year"]


@dataclass(frozen=True)
class FileRequest:
    """What a person hands over files as.

    Attributes:
        name: Name of the list or table of figures, as on the command line.
        programme: For a Korean list of companies: which scheme it is of.
        source: Id of the source of the figures; empty: the usual one.
    """

    name: str
    programme: str = ""
    source: str = ""

    @property
    def format(self) -> ListFormat | FigureFormat:
        """How the files are read."""
        return FORMATS[self.name] if self.name in FORMATS else FIGURES[self.name]

    @property
    def source_id(self) -> str:
        """Id of the source that the rows carry."""
        return self.source or self.format.source

    @property
    def text(self) -> str:
        """The request as it is archived."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def table_id(self, answers: Iterable[Answer]) -> str:
        """Return under which name files are archived: the same ones handed over again are the same table."""
        about = self.text + "".join(files.sha256(one.body) for one in answers)
        return f"{self.name}-{files.sha256(about.encode())[:12]}"


@dataclass(frozen=True)
class FileReader:
    """Reads handed-over files into rows.

    Attributes:
        catalogue: The catalogue.
        held: Returns the rows of a dataset in use.
        tally: Headings, notices and rejects are noted here.
        step: Told of the progress.
        bounded: Whether figures may revise no more than usual; those accepted once may.
    """

    catalogue: Catalogue
    held: Held
    tally: Tally = field(default_factory=Tally)
    step: Step = quiet
    bounded: bool = False

    def collected(self, fetch: Fetch) -> Collected:
        """Return what archived files bring.

        Raises:
            Refused: If a file cannot be taken, or two give different figures.
        """
        request = FileRequest(**json.loads(fetch.about["request"]))
        feed = self._feed(request, fetch)
        (table,) = feed.tables
        contents = [(PurePath(answer.url).name, answer.body) for answer in fetch.answers()]
        chosen = request.format
        reading = reading_of(self.catalogue.regions, self.catalogue.municipalities, request.programme)
        if isinstance(chosen, ListFormat):
            rows = self._list(contents, chosen, reading)
        else:
            rows = self._figures(contents, chosen, reading, table)
        return Collected(feed, [Brought(table, rows, fetch, fetch.about["request"])])

    def _feed(self, request: FileRequest, fetch: Fetch) -> Feed:
        """Return the entry that a source in data/catalogue/feeds/ would have.

        Raises:
            Refused: If the source of the files is not known.
        """
        chosen, about = request.format, self.catalogue.sources.get(request.source_id)
        if about is None:
            raise Refused(
                f"there is no source {request.source_id!r} in data/catalogue/sources.yaml. Enter it there "
                "with its publisher, title and address, or leave --source out."
            )
        listed: dict[str, Any] = {"list": request.name}
        series: tuple[Series, ...] = ()
        if isinstance(chosen, FigureFormat):
            listed = {"bounded": self.bounded}
            series = tuple(Series(one, chosen.dataset, one, nation=True) for one in chosen.indicators)
        given = [
            {"file": PurePath(one.url).name, "sha256": files.sha256(one.body), "on": one.asked_at[:10]}
            for one in fetch.answers()
        ]
        entry = {**about.model_dump(mode="json", exclude_none=True), "files": given}
        table = Table(fetch.table, request.source_id, about.title, series, listed, entry)
        publisher = self.catalogue.publishers[about.publisher].names
        names = {language: f"{publisher[language]}, {about.title}" for language in LANGUAGES}
        return Feed(SOURCE, names, "bring", about.publisher, (table,))

    def _list(
        self, contents: Sequence[tuple[str, bytes]], chosen: ListFormat, reading: Reading
    ) -> pd.DataFrame:
        parts = [
            list_frame(
                name, content, chosen, replace(reading, hint=PurePath(name).stem), self.tally, self.step
            )
            for name, content in contents
        ]
        return pd.concat(parts, ignore_index=True)

    def _figures(
        self, contents: Sequence[tuple[str, bytes]], chosen: FigureFormat, reading: Reading, table: Table
    ) -> pd.DataFrame:
        parts = []
        for name, content in contents:
            self.step(name, 0, 1)
            sheets = sheets_of(name, content, chosen.encodings)
            own = chosen.read(sheets, replace(reading, hint=PurePath(name).stem), self.tally)
            if own.empty:
                reasons = "; ".join(f"{one.place}: {one.reason}" for one in self.tally.rejects[:3])
                raise Refused(f"{name}: no row can be used. {reasons}")
            parts.append(self._in_unit(name, own.assign(dataset=chosen.dataset), chosen))
            self.step(name, 1, 1)
        rows = pd.concat(parts).drop_duplicates([*KEY, "value"])
        double = rows[rows.duplicated(KEY)]
        if len(double):
            first = double.iloc[0]
            raise Refused(f"the files give different figures of {first['region_code']} in {first['year']}.")
        return pd.concat(
            [as_rows(rows[rows["indicator"] == one.item], one) for one in table.series], ignore_index=True
        )

    def _in_unit(self, name: str, rows: pd.DataFrame, chosen: FigureFormat) -> pd.DataFrame:
        if not chosen.agree:
            return rows
        try:
            return in_held_unit(name, rows, self.held)
        except Disagrees as disagreement:
            raise Refused(
                f"{disagreement} See whether unit or definition differ from {chosen.dataset}."
            ) from None


def merged_imports(archive: Archive, known: Iterable[str]) -> list[Fetch]:
    """Return the files that were merged, in the order in which they were handed over.

    Args:
        archive: Where they are kept.
        known: Keys ("source/table") of what is merged: a run may have been stopped before it noted so.
    """
    keys = set(known)
    fetches = [
        fetch
        for table in archive.tables(SOURCE)
        for fetch in archive.fetches(SOURCE, table)[-1:]
        if fetch.finished and (fetch.about.get("fate") == "merged" or f"{SOURCE}/{table}" in keys)
    ]
    return sorted(fetches, key=lambda fetch: fetch.name)
