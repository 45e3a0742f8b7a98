"""What the first chart of a page needs, named in the head of the page: else a browser learns of it last."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from api.packed_files import shipped_folder

# The elements on nearly every page, by the names under which Streamlit bundles them. One that another version
# does not know is fetched as before, when it is needed.
ELEMENTS = (
    "PlotlyChart",
    "Slider",
    "ButtonGroup",
    "Button",
    "Html",
    "PageLink",
    "BidiComponent",
)
# The theme has fonts of the reader's own system (.streamlit/config.toml): this one is drawn nowhere.
_UNUSED_FONT = re.compile(r'<link\s+rel="preload"\s+href="[^"]*"\s+as="font"[^>]*>\s*')


def with_preloads(document: str) -> str:
    """Return the HTML that Streamlit ships with what the first chart needs, and without a font of no use."""
    named = _UNUSED_FONT.sub("", document)
    links = "".join(
        f'    <link rel="modulepreload" crossorigin href="./{file}">\n'
        for file in needed_files(_manifest())
        if f"./{file}" not in named
    )
    return named.replace("  </head>", f"{links}  </head>", 1)


def needed_files(manifest: Mapping[str, Any]) -> list[str]:
    """Return the files of the `ELEMENTS` and of all they import.

    Args:
        manifest: What is bundled into which file, as Vite writes it.
    """
    entries = [key for key, held in manifest.items() if held.get("name") in ELEMENTS and _is_element(held)]
    return list(dict.fromkeys(manifest[key]["file"] for key in _with_imports(entries, manifest)))


def _is_element(held: Mapping[str, Any]) -> bool:
    return bool(held.get("isDynamicEntry"))


def _with_imports(keys: list[str], manifest: Mapping[str, Any]) -> Iterator[str]:
    seen: set[str] = set()
    while keys:
        key = keys.pop(0)
        if key not in seen:
            seen.add(key)
            yield key
            keys += manifest[key].get("imports", ())


def _manifest() -> dict[str, Any]:
    file = shipped_folder() / "manifest.json"
    held: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return held
