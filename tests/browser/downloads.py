"""Files that come down from a click."""

from playwright.sync_api import Locator, Page


def fetched(page: Page, button: Locator) -> bytes:
    """Click a button and return the file it gives."""
    with page.expect_download() as download:
        button.click()
    return download.value.path().read_bytes()


def pictured(page: Page, row: Locator, format_: str) -> bytes:
    """Return the picture that a row of exports makes of its chart."""
    return fetched(page, row.locator(f"[data-action={format_}]"))
