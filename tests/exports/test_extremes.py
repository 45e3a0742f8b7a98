"""No rows, one row, no figure at all, texts without end: every kind of chart in every format."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from exports.formats import Format, ListOrder, Order, offered
from exports.publication import Publication
from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import LANGUAGES, Language
from regions.policy.companies import all_companies, companies_listing
from regions.policy.ties import all_ties, ties_listing
from regions.shapes.exhibit import Exhibit
from regions.shapes.layout import Layout
from regions.shapes.listing import Listing
from tests.exports.conftest import Ask
from tests.exports.test_powerpoint import slides, texts

Query = dict[str, list[str]]
PICKED = ["KR-47", "JP-05"]
ASKED: dict[str, tuple[str, Query]] = {
    "map": ("overview", {"indicator": ["share_65plus"]}),
    "line": ("compare", {"indicator": ["births"], "region": PICKED}),
    "index": ("compare", {"indicator": ["births"], "region": PICKED, "mode": ["index"]}),
    "bars": ("rank", {"indicator": ["share_65plus"]}),
    "dumbbell": ("rank", {"indicator": ["share_65plus"], "show": ["change"]}),
    "scatter": ("rank", {"show": ["relation"]}),
    "concentration": ("rank", {"show": ["concentration"]}),
    "stacked": ("region", {"region": ["KR-47"], "part": ["region-accounts"]}),
    "mirror": ("region", {"region": ["KR-47"], "part": ["region-flows"]}),
    "pyramid": ("deck/pyramid", {"region": PICKED}),
    "numbers": ("deck/numbers", {"region": PICKED}),
    "table": ("explore", {"indicator": ["births"], "country": ["KR"], "show": ["years"]}),
    "all regions": ("explore", {"indicator": ["births"], "show": ["indicators"]}),
    "matrix": ("explore", {"topic": ["ageing"], "country": ["KR"], "show": ["correlation"]}),
}
# Every year of every region is the same large file whatever the exhibit holds.
FORMATS = [kind for kind in offered("row", "more", "citation") if kind.id != "csv_full"]
ENDLESS = "가나다라 mn " * 250


def cut(exhibit: Exhibit, rows: int) -> Exhibit:
    layout = exhibit.layout
    if layout is not None:
        layout = replace(layout, frame=layout.frame.head(rows), row_decimals=layout.row_decimals[:rows])
    return replace(exhibit, data=exhibit.data.head(rows), layout=layout)


def without_figures(exhibit: Exhibit) -> Exhibit:
    def emptied(layout: Layout) -> pd.DataFrame:
        figures = [name for name in layout.frame if layout.is_figure(str(name))]
        return layout.frame.assign(**dict.fromkeys(map(str, figures), np.nan))

    layout = exhibit.layout and replace(exhibit.layout, frame=emptied(exhibit.layout))
    return replace(exhibit, data=exhibit.data.assign(value=np.nan), layout=layout)


def endless(exhibit: Exhibit) -> Exhibit:
    return replace(
        exhibit,
        title=ENDLESS,
        subtitle=ENDLESS,
        claim=ENDLESS,
        source_line=ENDLESS,
        citation=ENDLESS,
        alternative_text=ENDLESS,
        notes=(ENDLESS,),
        comparability=replace(exhibit.comparability, text=ENDLESS),
    )


ALTERED: dict[str, Callable[[Exhibit], Exhibit]] = {
    "no rows": lambda exhibit: cut(exhibit, 0),
    "one row": lambda exhibit: cut(exhibit, 1),
    "no figure": without_figures,
    "endless texts": endless,
}


@pytest.mark.parametrize("name", ASKED)
def test_every_kind_is_written_whatever_it_holds(
    name: str, ask: Ask, publication: Publication, build: Build
) -> None:
    page, query = ASKED[name]
    exhibit = ask(page, "ko", **query)
    for case, altered in ALTERED.items():
        order = Order(altered(exhibit), publication, build)
        made = {kind.id: kind.make(order) for kind in FORMATS}
        assert all(made.values()), case
        if case in ("no rows", "no figure"):
            (slide,) = slides(made["powerpoint"])
            assert messages("ko")("slide.nothing_to_draw") in texts(slide), case


def empty_lists(build: Build, language: Language) -> tuple[Listing, ...]:
    return (
        ties_listing(View("exchange", language), build, all_ties(build).head(0)),
        companies_listing(View("companies", language), build, all_companies(build).head(0)),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", offered("list"), ids=lambda kind: str(kind.id))
def test_an_empty_list_is_written(
    kind: Format, language: Language, build: Build, publication: Publication
) -> None:
    for listing in empty_lists(build, language):
        content = kind.make_list(ListOrder(listing, publication))
        if kind.id == "powerpoint":
            (slide,) = slides(content)
            assert messages(language)("slide.nothing_listed") in texts(slide)
        if kind.id == "csv":
            assert content.decode("utf-8-sig").splitlines()[0] == ",".join(listing.data.columns)
