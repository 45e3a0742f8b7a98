"""The statements that each page asks of the database, recorded while the pages run."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pandas as pd
from streamlit.testing.v1 import AppTest

from regions.database.build import FOLDER_SETTING, Build, current_build

# Views that between them use every way the pages ask for figures.
VIEWS: Mapping[str, Mapping[str, str | list[str]]] = {
    "overview": {},
    "compare": {"indicator": ["births", "grdp_nominal"], "region": ["KR-47", "JP-05", "KR-11", "JP-13"]},
    "region": {"region": "KR-47"},
    "rank": {"indicator": "share_65plus", "show": "change"},
    "companies": {},
    "exchange": {},
    "explore": {},
    "explore, one topic, wide": {"topic": "ageing", "country": "JP", "show": "wide"},
    "explore, change": {"indicator": "births", "mode": "change", "country": ["KR", "JP"]},
    "deck": {},
    "sources": {},
}
TIMEOUT_SECONDS = 120
_ENTRY = Path(__file__).resolve().parent.parent / "dashboard.py"


@dataclass(frozen=True)
class Asked:
    """A statement with its parameters."""

    sql: str
    parameters: Sequence[object] | Mapping[str, object]


@contextmanager
def copied_build(folder: Path, name: str) -> Iterator[Path]:
    """Have everything read a copy of the build under another name, which may be changed before it is read."""
    copy = folder / f"regions-{name}.duckdb"
    shutil.copy(current_build().path, copy)
    pointer = {"build_id": copy.stem, "file": copy.name}
    (folder / "current.json").write_text(json.dumps(pointer), encoding="utf-8")
    with patch.dict(os.environ, {FOLDER_SETTING: str(folder)}):
        yield copy


def page_queries() -> dict[str, list[Asked]]:
    """Return the statements of the views that use every way of asking, by the name of the view."""
    return recorded(VIEWS)


def recorded(views: Mapping[str, Mapping[str, str | list[str]]]) -> dict[str, list[Asked]]:
    """Return the statements of each view, each once, asked by a process that keeps nothing yet.

    Args:
        views: The parameters of each, by a name that begins with the page, up to a comma.
    """
    with tempfile.TemporaryDirectory() as folder:
        return {name: _recorded(name, parameters, Path(folder)) for name, parameters in views.items()}


def _recorded(name: str, parameters: Mapping[str, str | list[str]], folder: Path) -> list[Asked]:
    held: dict[str, Asked] = {}
    ask = Build.query

    def noting(build: Build, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> pd.DataFrame:
        held[f"{sql} {values!r}"] = Asked(sql, values)
        return ask(build, sql, values)

    page = name.split(",")[0]
    app = AppTest.from_file(str(_ENTRY), default_timeout=TIMEOUT_SECONDS)
    # Everything kept is kept for a build: a copy under another name is a build nobody has read yet.
    with (
        copied_build(folder, name.replace(", ", "-").replace(" ", "-")),
        patch.object(Build, "query", noting),
    ):
        if page != "overview":
            app.switch_page(f"pages/{page}.py")
        app.query_params["lang"] = "en"
        for key, value in parameters.items():
            app.query_params[key] = value
        app.run()
    if app.exception:
        raise RuntimeError(f"the page {page} failed: {app.exception[0].message}")
    return list(held.values())
