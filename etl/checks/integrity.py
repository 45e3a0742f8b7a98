"""Checks that a dataset is the file its YAML describes: bytes, rows, anchors, sources."""

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


def altered_files(context: Context) -> list[Problem]:
    """Each CSV has the SHA-256 and the number of rows its YAML says."""
    problems = []
    for dataset in context.snapshots:
        n_rows, stated = dataset.n_rows, dataset.meta.rows
        if n_rows != stated:
            lost = "truncated" if n_rows < stated else "altered"
            message = f"{lost}: {n_rows} rows, but the YAML says {stated}"
            problems.append(ALTERED.broken(message, dataset.shown))
        if dataset.sha256 != dataset.meta.sha256:
            message = f"the file's sha256 is {dataset.sha256}, but the YAML says {dataset.meta.sha256}"
            problems.append(ALTERED.broken(message, dataset.shown))
    return problems


def altered_outlines(context: Context) -> list[Problem]:
    """The file of outlines has the SHA-256 its credits say."""
    boundaries = context.boundaries
    if boundaries.sha256 == boundaries.credits.sha256:
        return []
    message = f"the file's sha256 is {boundaries.sha256}, but credits.yaml says {boundaries.credits.sha256}"
    return [ALTERED.broken(message, boundaries.file(OUTLINES))]


def anchors(context: Context) -> list[Problem]:
    """Spot checks: the official figure stands in the row where it belongs."""
    return [
        problem
        for dataset in context.snapshots.figures
        for anchor in dataset.meta.anchors
        for problem in _anchor(dataset, anchor)
    ]


def _anchor(dataset: Dataset, anchor: Anchor) -> list[Problem]:
    wanted = anchor.value
    rows = dataset.matching(anchor.key)
    found = dataset.values[rows]
    if len(rows) == 1 and same_number(found[0], wanted):
        return []
    message = (
        f"the value is {found[0]:.12g}, officially {wanted:.12g}"
        if len(rows) == 1
        else f"{len(rows)} rows instead of one fit the anchor"
    )
    key = ", ".join(str(value) for value in anchor.key.values())
    return [ANCHOR.broken(message, dataset.shown, dataset.frame["line"].iloc[rows], key)]


def known_sources(context: Context) -> list[Problem]:
    """Each row has a source, which its dataset and sources.yaml name."""
    known = set(context.catalogue.sources)
    problems = []
    for dataset in context.snapshots:
        stated = dataset.meta.sources
        problems += [
            SOURCE_UNKNOWN.broken(f"the source {source!r} is not in sources.yaml", context.meta_file(dataset))
            for source in stated
            if source not in known
        ]
        for source, rows in dataset.coded("source").rows.items():
            if source not in stated:
                message = f"{len(rows)} rows name the source {source!r}, which the YAML does not"
                lines = dataset.frame["line"].iloc[rows]
                problems.append(SOURCE_UNKNOWN.broken(message, dataset.shown, lines))
    return problems
