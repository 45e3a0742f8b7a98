"""Where the dashboard is served, as the browser tells it."""

import pytest

from interface.shared.browser import without_page


@pytest.mark.parametrize(
    ("told", "served"),
    [
        ("http://localhost:8501", "http://localhost:8501"),
        ("http://localhost:8501/", "http://localhost:8501"),
        ("https://example.org/compare", "https://example.org"),
        ("https://example.org/regions/explore/", "https://example.org/regions"),
        ("https://example.org/regions", "https://example.org/regions"),
        ("", ""),
    ],
)
def test_the_page_is_no_part_of_it(told: str, served: str) -> None:
    assert without_page(told) == served
