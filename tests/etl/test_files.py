"""However a file is read, its content and what is wrong with it are the same."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import documents, files

REGULAR = [
    "a,b\n1,2\n",
    "a,b\n1,2",
    "a,b\r\n1,2\r\n",
    "\ufeffa,b\n1,x\n",
    'a,b\n"1,5","say ""so"""\n',
    'a,b\n"two\nlines",x\ny,z\n',
    "a,b\n,NA\n\"\",null\n",
    "a,b\n",
    "a\nx\ny\n",
    'a,b\nx"y,z" q\n',
]  # fmt: skip
MENDED = ["a,b\n1\n2,3\n", "a,b\n1,2\n\n", "a,b\n\n1,2\n", 'a,b\n1,x"y\n', "a,a\n1,2\n"]


@pytest.mark.parametrize("text", REGULAR + MENDED)
def test_a_csv_is_what_pandas_makes_of_it(text: str) -> None:
    found = files.read_csv(text.encode(), "list.csv")
    expected = files._any_csv(text.encode(), "list.csv")
    pd.testing.assert_frame_equal(found.drop(columns="line"), expected)


def test_lines_are_counted_through_texts_of_several_lines() -> None:
    assert files.read_csv(b'a,b\n"two\nlines",x\ny,z\n', "list.csv")["line"].tolist() == [2, 4]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"a,b\n1,2\n1,2,3\n", "line 3"), (b'a,b\n1,"2\n', "EOF inside string"), (b"", "No columns"),
     (b"a,b\n1,2,3\n", "more fields than the header"), (b"a,b\n\xff,1\n", "0xff is not UTF-8")],
)  # fmt: skip
def test_a_csv_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(files.Unreadable, match=reason):
        files.read_csv(content, "list.csv")


NUMBERS = ("1", "-1", "1.5", ".5", "1e5", "1.0e+5", "0x1f", "017", "1_000", "12:30", ".inf")
WORDS = ("true", "No", "~", "null", "", "2020-01-31", "'1'", '"a\\tb"', "<<", "=", "a b", "서울", "- a")
NESTED = ("[1, {b: c}]", "|\n  two\n  lines", "&x 1\nd: *x", "!!str 1", "&x {b: 1}\nc: {<<: *x, d: 2}")
DOCUMENTS = [f"a: {one}\nb: {{c: 1}}\n" for one in (*NUMBERS, *WORDS, *NESTED)]


def by_pyyaml(text: str) -> Any:
    return yaml.load(text, Loader=documents._Loader)  # noqa: S506 - a subclass of the safe loader


@pytest.mark.parametrize("text", [*DOCUMENTS, "? [1, 2]\n: a\n", "- 1\n- a\n"])
def test_yaml_is_what_pyyaml_makes_of_it(text: str) -> None:
    def read(load: Callable[[str], Any]) -> Any:
        try:
            return load(text)
        except yaml.YAMLError as error:
            return str(error)

    assert read(documents.content_of) == read(by_pyyaml)


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50)
@given(TREES)
def test_what_was_written_is_read(tree: Any) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True)
    assert documents.content_of(text) == by_pyyaml(text)


def test_json_is_yaml_and_dates_stay_texts() -> None:
    assert documents.content_of('{"a": [1, 2.5, "x", null], "b": {}}') == {"a": [1, 2.5, "x", None], "b": {}}
    assert documents.content_of("on_day: 2020-01-31") == {"on_day": "2020-01-31"}


@pytest.mark.parametrize("text", ["a: 1\nb: 2\na: 3\n", '{"a": 1, "a": 2}'])
def test_a_key_twice_is_an_error(text: str) -> None:
    with pytest.raises(yaml.YAMLError, match="the key 'a' stands twice"):
        documents.content_of(text)


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2\n", "a: [1\n", "a: b: c\n", "\tx"])
def test_what_is_no_document_is_an_error(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        documents.content_of(text)
