"""An Exhibit as JSON: the figures and all a reader must know about them."""

import json
from typing import Any

import pandas as pd

from exports.csv import displayed_frame
from exports.publication import Publication, plain
from regions.shapes.exhibit import Exhibit


def json_bytes(exhibit: Exhibit, publication: Publication) -> bytes:
    """Return an exhibit as JSON, UTF-8; a missing figure is `null`."""
    frame = displayed_frame(exhibit, publication.catalogue)
    if exhibit.layout is None:
        frame = frame.drop(columns=["indicator", "source"])
    content = {
        "title": exhibit.title,
        "subtitle": exhibit.subtitle,
        "claim": exhibit.claim,
        "language": exhibit.language,
        "indicator": exhibit.indicator.id,
        "units": exhibit.units,
        "base_year": exhibit.base_year,
        "comparability": {"code": exhibit.comparability.code, "text": exhibit.comparability.text},
        "remarks": [{"code": remark.code, "text": remark.text} for remark in exhibit.remarks],
        "notes": list(exhibit.notes),
        "missing": list(exhibit.missing),
        "source_line": exhibit.source_line,
        "citation": publication.citation(exhibit),
        "link": publication.link(exhibit.view),
        "data_version": exhibit.build_id,
        "sources": [
            {
                "id": source.id,
                "publisher": source.publisher[exhibit.language],
                "title": source.titled(exhibit.language),
                "url": source.url,
                "licence": source.licence,
                "retrieved_on": f"{source.retrieved_on:%Y-%m-%d}",
            }
            for source in publication.sources(exhibit)
        ],
        "data": records(frame),
    }
    return json.dumps(_clean(content), ensure_ascii=False, indent=1, allow_nan=False).encode()


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as plain values, None where there is none."""
    plain_values = frame.astype(object).where(frame.notna(), None)
    return [
        {str(name): _bare(value) for name, value in row.items()} for row in plain_values.to_dict("records")
    ]


def _bare(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {name: _clean(held) for name, held in value.items()}
    return [_clean(held) for held in value] if isinstance(value, list) else value
