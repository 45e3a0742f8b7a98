"""Takes the pictures of the documents anew: `python -m scripts.screenshots [URL]`, the dashboard running."""

import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from regions.database.languages import LANGUAGES
from scripts.browser import find_browser

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDTH, HEIGHT = 1280, 860
COLOURS = 64
PICTURES = {
    "overview": "/?indicator=share_65plus",
    "compare": "/compare?indicator=share_65plus&region=KR-47&region=JP-05",
}
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def take(browser: Browser, address: str, file: Path) -> None:
    """Save what a reader sees of an address at first."""
    page = browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce"
    )
    page.goto(address)
    page.wait_for_selector(".st-key-footer", timeout=60_000)
    page.wait_for_selector(SETTLED, timeout=60_000)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
    page.wait_for_timeout(1_000)
    page.screenshot(path=file)
    page.close()
    draw_in_few_colours(file)


def draw_in_few_colours(file: Path) -> None:
    """Make a picture of the documents a third as large: charts and words need few colours."""
    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(COLOURS)
    small.save(file, optimize=True)


def main(url: str) -> None:
    """Take every picture in every language."""
    executable = find_browser()
    if executable is None:
        raise SystemExit("No Chromium was found; `make test` tells how to install one.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for name, address in PICTURES.items():
            for language in LANGUAGES:
                joint = "&" if "?" in address else "?"
                take(browser, f"{url}{address}{joint}lang={language}", IMAGES / f"{name}-{language}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8501")
