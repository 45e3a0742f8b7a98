"""Where the dashboard is served and on what, as the browser tells it."""

import pytest

from interface.shared.browser import is_phone, without_page


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


@pytest.mark.parametrize(
    ("browser", "phone"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
            True,
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
            True,
        ),
        ("Mozilla/5.0 (Linux; Android 15; SM-X910) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", False),
        ("Mozilla/5.0 (iPad; CPU OS 12_2 like Mac OS X) Version/12.1 Mobile/15E148 Safari/604.1", False),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", False),
        ("", False),
    ],
)
def test_the_first_view_of_a_phone_is_laid_out_for_one(browser: str, phone: bool) -> None:
    assert is_phone(browser) is phone
