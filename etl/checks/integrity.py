"""Checks that a dataset is the file its YAML describes: bytes, rows, anchors, sources."""

from collections.abc import Iterator

from etl.boundaries import OUTLINES
from etl.checks.context import Context
from etl.models.provenance import Anchor
from etl.problems import Problem, Rule
from etl.snapshots import Dataset, same_number

ALTERED = Rule(
    "altered_file",
    "Restore the file, or, if the change is meant, write the new sha256 and rows into the YAML beside it.",
)
ANCHOR = Rule(
    "anchor", "The rows may be shifted or swapped: compare the rows named with the publisher's table."
)
SOURCE_UNKNOWN = Rule(
    "source_unknown", "Describe the source in sources.yaml and name it in the dataset's YAML."
)


def altered_files(context: Context) -> Iterator[Problem]:
    """Each CSV has the SHA-256 and the number of rows its YAML says."""
    for dataset in context.snapshots:
        n_rows, stated = dataset.n_rows, dataset.meta.rows
        if n_rows != stated:
            lost = "truncated" if n_rows < stated else "altered"
            yield ALTERED.broken(f"{lost}: {n_rows} rows, but the YAML says {stated}", dataset.shown)
        if dataset.sha256 != dataset.meta.sha256:
            message = f"the file's sha256 is {dataset.sha256}, but the YAML says {dataset.meta.sha256}"
            yield ALTERED.broken(message, dataset.shown)


def altered_outlines(context: Context) -> Iterator[Problem]:
    """The file of outlines has the SHA-256 its credits say."""
    found, stated = context.boundaries.sha256, context.boundaries.credits.sha256
    if found != stated:
        message = f"the file's sha256 is {found}, but credits.yaml says {stated}"
        yield ALTERED.broken(message, context.boundaries.file(OUTLINES))


def anchors(context: Context) -> Iterator[Problem]:
    """Spot checks: the official figure stands in the row where it belongs."""
    for dataset in context.snapshots.figures:
        for anchor in dataset.meta.anchors:
            yield from _anchor(dataset, anchor)


def _anchor(dataset: Dataset, anchor: Anchor) -> Iterator[Problem]:
    wanted = anchor.value
    rows = dataset.matching(anchor.key)
    found = dataset.values[rows]
    if len(rows) == 1 and same_number(found[0], wanted):
        return
    message = (
        f"the value is {found[0]:.12g}, officially {wanted:.12g}"
        if len(rows) == 1
        else f"{len(rows)} rows instead of one fit the anchor"
    )
    key = ", ".join(str(value) for value in anchor.key.values())
    yield ANCHOR.broken(message, dataset.shown, dataset.frame["line"].iloc[rows], key)


def known_sources(context: Context) -> Iterator[Problem]:
    """Each row has a source, which its dataset and sources.yaml name."""
    for dataset in context.snapshots:
        stated = dataset.meta.sources
        for source in stated:
            if source not in context.catalogue.sources:
                message = f"the source {source!r} is not in sources.yaml"
                yield SOURCE_UNKNOWN.broken(message, context.meta_file(dataset))
        for source, rows in dataset.coded("source").rows.items():
            if source not in stated:
                message = f"{len(rows)} rows name the source {source!r}, which the YAML does not"
                yield SOURCE_UNKNOWN.broken(message, dataset.shown, dataset.frame["line"].iloc[rows])
