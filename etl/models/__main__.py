"""Writes JSON schemas of the hand-edited files for an editor: `python -m etl.models FOLDER`."""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from etl.boundaries import CREDITS_FORM, LAYOUTS_FORM
from etl.catalogue import INDICATOR_FORM, LIST_FORMS
from etl.refresh.feeds import FEED_FORM
from etl.snapshots import PROVENANCE_FORM


def main(folder: Path) -> None:
    """Write one schema for each kind of file."""
    forms: dict[str, TypeAdapter[Any]] = {
        "indicators": INDICATOR_FORM,
        "dataset": PROVENANCE_FORM,
        **LIST_FORMS,
    }
    forms |= {"panels": LAYOUTS_FORM, "credits": CREDITS_FORM, "feeds": FEED_FORM}
    folder.mkdir(parents=True, exist_ok=True)
    for name, form in forms.items():
        text = json.dumps(form.json_schema(), ensure_ascii=False, indent=2)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
