"""A page of the dashboard as a visitor opens it by its address, run by Streamlit's AppTest."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from regions.asking.page_specs import PAGES

ENTRY = Path(__file__).resolve().parents[2] / "dashboard.py"


def open_page(page: str, /, **query: str | list[str]) -> AppTest:
    """Open an address for the first time: `open_page("rank", lang="ko", show="swarm")`."""
    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    if PAGES[page].path != "/":
        app.switch_page(f"pages/{page}.py")
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def texts(app: AppTest) -> str:
    """Return the words on the page, outside tables and HTML."""
    kinds = (
        app.markdown,
        app.caption,
        app.info,
        app.warning,
        app.error,
        app.subheader,
        app.header,
        app.title,
    )
    return "\n".join(str(element.value) for kind in kinds for element in kind)
