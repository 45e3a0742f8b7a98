"""Declared errors of the providers, mended before anything is computed."""

from dataclasses import replace

from etl.models.lists import Correction
from etl.problems import Problem, Rule
from etl.snapshots import Snapshots, same_number

CORRECTION = Rule(
    "correction",
    "The figure is not as declared: look at it, then change or delete the entry in corrections.yaml.",
)


def apply_corrections(
    corrections: list[Correction], snapshots: Snapshots, shown: str
) -> tuple[Snapshots, list[Problem]]:
    """Replace the values that corrections.yaml declares wrong.

    Args:
        corrections: The declared errors.
        snapshots: All datasets.
        shown: corrections.yaml as named in messages.

    Returns:
        The datasets with the values replaced, and a problem for each entry whose row is not there once or no
        longer has the value expected (the provider has mended it).
    """
    problems = []
    datasets = dict(snapshots.datasets)
    for entry in corrections:
        key = f"{entry.dataset}, " + ", ".join(str(value) for value in entry.row.values())
        dataset = datasets.get(entry.dataset)
        if dataset is None:
            problems.append(CORRECTION.broken("there is no such dataset", shown, key=key))
            continue
        rows = dataset.frame.iloc[dataset.matching(entry.row)]
        if len(rows) != 1:
            problems.append(CORRECTION.broken(f"{len(rows)} rows instead of one fit", shown, key=key))
            continue
        value = float(rows["value"].iloc[0])
        if not same_number(value, entry.expect):
            message = f"the value is {value:.12g}, but corrections.yaml expects {entry.expect:.12g}"
            problems.append(CORRECTION.broken(message, dataset.shown, rows["line"], key))
            continue
        if entry.value is None:
            frame = dataset.frame.drop(index=rows.index)
        else:
            frame = dataset.frame.assign(
                value=dataset.frame["value"].mask(dataset.frame.index.isin(rows.index), entry.value)
            )
        datasets[dataset.name] = replace(dataset, frame=frame)
    return Snapshots(datasets), problems
