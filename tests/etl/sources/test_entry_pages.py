"""Files found from a publisher's page: which link is taken, and what is refused, without a server."""

import io

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.download.client import Answer
from etl.download.errors import LinkNotFound, NotOffered, SourceError, Unreadable, WrongFile
from etl.sources.connector import Request, Table
from etl.sources.entry_pages import CLAIR, METI, found_links
from etl.sources.page_links import links_of
from tests.etl.sources.conftest import PLACES, only_our_errors

PAGE = "https://www.example.org/policy/list/index.html"
# Companies and towns are made up for the tests.
LIST = [
    ["都道府県名", "市区町村", "企業名", "業種", "選定年度"],
    ["佐賀県", "鳥栖市", "株式会社テスト製作所", "製造業", "2017年度"],
    ["架空県", "", "テスト甲", "", "2017"],
]


def files_of(link: str = "企業一覧", **options: object) -> Table:
    usual = {"page": "policy/list/index.html", "link": link, "formats": ["xlsx", "csv"], "hosts": []}
    return Table("companies", "source", "title", (), {**usual, **options}, {})


def page(*links: str, url: str = PAGE, head: str = "", content_type: str = "text/html") -> Answer:
    body = f"<html><head>{head}</head><body>{''.join(links)}</body></html>"
    charset = "cp932" if "Shift_JIS" in head + content_type else "utf-8"
    return Answer(url, 200, {"Content-Type": content_type}, body.encode(charset), "2026-11-01T00:00:00+00:00")


def file(content: bytes, url: str) -> Answer:
    return Answer(url, 200, {}, content, "2026-11-01T00:00:00+00:00")


def workbook(rows: list[list[str]] = LIST) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def chosen(table: Table, *links: str, **about: str) -> list[str]:
    return [link.address for link in found_links(page(*links, **about), table)]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="a.xlsx">選定企業一覧（Excel）</a>',
        '<a href="./a.xlsx"><span>選定\n 企業一覧</span></a>',
        '<a href="/policy/list/a.xlsx"><img src="x.gif" alt="企業一覧"></a>',
        '<ul><li>企業一覧（<a href="a.pdf">PDF</a>）（<a href="a.xlsx">Excel</a>）</li></ul>',
        '<a href="a.xlsx#top">企業一覧</a><a href="b.xlsx">パンフレット</a>'.replace("#top", ""),
        '<a href="a.pdf">企業一覧（PDF）</a><a href="a.xlsx">企業一覧（Excel）</a>',
        '<a href="a.xlsx">企業一覧</a><p>再掲 <a href="a.xlsx">企業一覧</a></p>',
    ],
    ids=["text", "nested", "picture", "beside", "other link", "two formats", "linked twice"],
)
def test_the_link_is_found_by_what_it_says(link: str) -> None:
    assert chosen(files_of(), link) == ["https://www.example.org/policy/list/a.xlsx"]


def test_addresses_follow_the_base_of_the_page_and_its_redirect() -> None:
    link = '<a href="a.xlsx">企業一覧</a>'
    based = chosen(files_of(), link, head='<base href="https://files.example.org/x/">')
    assert based == ["https://files.example.org/x/a.xlsx"]
    moved = Answer(**{**page(link).__dict__, "moved_to": "https://www.example.org/new/index.html"})
    assert found_links(moved, files_of())[0].address == "https://www.example.org/new/a.xlsx"


@pytest.mark.parametrize(
    "about",
    [{"head": '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">'},
     {"content_type": "text/html; charset=Shift_JIS"}],
    ids=["meta", "header"],
)  # fmt: skip
def test_pages_in_the_old_japanese_encoding_are_read(about: dict[str, str]) -> None:
    assert len(chosen(files_of(), '<a href="a.xlsx">企業一覧</a>', **about)) == 1


def test_several_files_are_taken_only_where_several_are_expected() -> None:
    links = [f'<a href="{n}.xlsx">第{n}回 企業一覧</a>' for n in (1, 2, 3)]
    with pytest.raises(
        LinkNotFound, match=r"3 links fit.*第1回.*python -m etl import meti-leading-companies"
    ):
        chosen(files_of(list="meti-leading-companies"), *links)
    assert len(chosen(files_of(several=True), *links)) == 3
    assert len(chosen(files_of(several=True, **{"except": "第2回"}), *links)) == 2


@pytest.mark.parametrize(
    ("link", "error", "told"),
    [
        ('<a href="b.xlsx">パンフレット</a>', LinkNotFound, "the page links “パンフレット”"),
        ("<p>移転しました</p>", LinkNotFound, "no file"),
        ('<a href="a.pdf">企業一覧</a>', WrongFile, r"\(pdf\) is no xlsx or csv file"),
        ('<a href="list.html">企業一覧</a>', LinkNotFound, "no file"),
        ('<a href="javascript:get()">企業一覧</a><a href="http://[">x</a>', LinkNotFound, "no file"),
    ],
    ids=["other text", "nothing", "pdf only", "a page", "no addresses"],
)
def test_what_cannot_be_found_is_said(link: str, error: type[SourceError], told: str) -> None:
    with pytest.raises(error, match=told) as caught:
        chosen(files_of(list="meti-leading-companies"), link)
    assert PAGE in str(caught.value) and "import meti-leading-companies FILE" in str(caught.value)


def test_what_was_never_promised_is_no_failure() -> None:
    with pytest.raises(NotOffered, match="import clair-ties FILE"):
        chosen(files_of(promised=False, list="clair-ties"), "<p>検索</p>")


def test_an_empty_body_is_no_page() -> None:
    with pytest.raises(Unreadable):
        links_of(Answer(PAGE, 200, {}, b"", ""))


def rows(content: bytes, name: str = "a.xlsx", text: str = "企業一覧") -> pd.DataFrame:
    table = files_of(list="meti-leading-companies")
    address = PAGE.replace("index.html", name)
    return METI.rows(table, [page(f'<a href="{name}">{text}</a>'), file(content, address)], PLACES)


def test_a_list_becomes_rows_of_its_dataset() -> None:
    frame = rows(workbook())
    taken, refused = frame[frame["reject"].isna()].iloc[0], frame[frame["reject"].notna()].iloc[0]
    assert (taken["dataset"], taken["region_code"], taken["name"], taken["round_year"]) == (
        "meti_leading_companies", "JP-41", "株式会社テスト製作所", "2017",
    )  # fmt: skip
    assert refused["place"] == "a.xlsx [Sheet] row 3" and "架空県" in refused["reject"]


def test_the_round_may_stand_in_the_link() -> None:
    without = [row[:4] for row in LIST[:2]]
    assert rows(workbook(without), text="第3回 企業一覧")["round_year"].tolist() == ["2020"]
    csv = "\n".join(",".join(row) for row in without).encode("cp932")
    assert rows(csv, "a.csv", "平成29年度 企業一覧")["round_year"].tolist() == ["2017"]


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"<!DOCTYPE html><html>maintenance</html>", "a.xlsx", "a page in HTML where xlsx was promised"),
        (b"\n <html>maintenance</html>", "a.csv", "a page in HTML where csv was promised"),
        (b"%PDF-1.7 ...", "a.xlsx", "not a file of the format xlsx"),
        (b"", "a.csv", "not a file of the format csv"),
        (workbook()[:2000], "a.xlsx", "not a workbook"),
        (workbook([["No.", "備考"], ["1", "2"]]), "a.xlsx", "no sheet has the headings needed"),
        (workbook([LIST[0], LIST[2]]), "a.xlsx", "no row of the list can be used"),
    ],
    ids=["html", "html as csv", "pdf", "empty", "truncated", "other headings", "no usable row"],
)
def test_a_wrong_file_is_refused_with_what_to_do(content: bytes, name: str, told: str) -> None:
    with pytest.raises(WrongFile, match=told) as caught:
        rows(content, name)
    assert "Download the list by hand and run `python -m etl import meti-leading-companies FILE`" in str(
        caught.value
    )


def test_the_page_is_asked_first_and_only_leads_on() -> None:
    asked: list[Request] = []

    def ask(request: Request) -> Answer:
        asked.append(request)
        return page('<a href="a.xlsx">企業一覧</a>')

    list(CLAIR.answers(files_of(hosts=["files.example.org"]), None, ask))
    assert [one.path for one in asked] == [
        "policy/list/index.html", "https://www.example.org/policy/list/a.xlsx",
    ]  # fmt: skip
    assert [one.leads_on for one in asked] == [True, False]
    assert {one.hosts for one in asked} == {("files.example.org",)}


VALID = workbook()
SPOILED = st.tuples(st.integers(0, len(VALID) - 1), st.binary(min_size=1, max_size=8)).map(
    lambda one: VALID[: one[0]] + one[1] + VALID[one[0] + len(one[1]) :]
)


@settings(max_examples=40, deadline=None)
@given(
    st.binary(max_size=200) | SPOILED | st.integers(0, len(VALID)).map(lambda end: VALID[:end]),
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"<a href='{text}'>企業一覧".encode()),
    st.sampled_from(["a.xlsx", "a.csv"]),
)
def test_whatever_arrives_only_our_own_errors_are_raised(content: bytes, body: bytes, name: str) -> None:
    only_our_errors(
        lambda: rows(content, name),
        lambda: found_links(Answer(PAGE, 200, {}, body, ""), files_of()),
        lambda: found_links(Answer(PAGE, 200, {"Content-Type": "charset=nonsense"}, body, ""), files_of()),
    )
