"""Finds a browser for the tests, and installs one where it can: `python -m scripts.browser`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.debian import attempt, install_packages, is_root

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
APPLICATIONS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("C:/Program Files/Google/Chrome/Application/chrome.exe"),
)
DEBIAN_PACKAGES = ("chromium", "fonts-noto-cjk")
MISSING = """
************************************************************************
 NO BROWSER: the browser tests cannot run.
 Map, language switch, downloads, 390 px, third-party requests and
 accessibility stay UNTESTED. Install Chromium or Google Chrome, or run
     .venv/bin/python -m playwright install --with-deps chromium
************************************************************************
"""


def find_browser() -> Path | None:
    """Return a Chromium that starts: the system's, else the one of Playwright; None if there is none."""
    return next((file for file in _candidates() if _starts(file)), None)


def install_browser() -> None:
    """Try the ways there are, quietly: the system's package, then Playwright's own download."""
    install_packages(DEBIAN_PACKAGES, "Chromium for the browser tests")
    if find_browser() is None:
        print("Installing Playwright's Chromium for the browser tests", flush=True)
        extra = ["--with-deps"] if is_root() else []
        attempt([sys.executable, "-m", "playwright", "install", *extra, "chromium"])


def main() -> None:
    """Make sure that there is a browser, or say loudly that there is none.

    The tests themselves are skipped without one, and fail under `CI=true`.
    """
    if find_browser() is None:
        install_browser()
    browser = find_browser()
    if browser is None:
        print(MISSING, file=sys.stderr)
    else:
        print(f"Browser tests use {browser}")


def _candidates() -> Iterator[Path]:
    for command in COMMANDS:
        found = shutil.which(command)
        if found:
            yield Path(found)
    yield from (file for file in APPLICATIONS if file.is_file())
    yield from _playwrights_own()


def _playwrights_own() -> Iterator[Path]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    with sync_playwright() as playwright:
        file = Path(playwright.chromium.executable_path)
    if file.is_file():
        yield file


def _starts(file: Path) -> bool:
    """Say whether a browser runs: some systems have only a stub that asks for another package."""
    if os.name == "nt":
        return True  # Windows' Chrome opens a window instead of printing its version
    try:
        outcome = subprocess.run([file, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return outcome.returncode == 0


if __name__ == "__main__":
    main()
