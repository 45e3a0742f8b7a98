"""Plainly wrong figures in the shipped data are refused with file and cause, with no build before."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from etl.boundaries import Boundaries
from etl.catalogue import Catalogue, read_catalogue
from etl.checks import Context, balances, plausible
from etl.corrections import apply_corrections
from etl.paths import Paths
from etl.problems import Problem
from etl.snapshots import Dataset, Snapshots, read_snapshots
from tests.etl.corruptions import CORRUPTIONS, Corruption

REPOSITORY = Path(__file__).parents[2]
Checked = Callable[[Sequence[Dataset]], list[Problem]]


@pytest.fixture(scope="module")
def shipped() -> tuple[Catalogue, Snapshots]:
    paths = Paths(data=REPOSITORY / "data", build=REPOSITORY / "nowhere")
    catalogue, problems = read_catalogue(paths)
    assert catalogue is not None, problems
    snapshots, unreadable = read_snapshots(paths)
    assert not unreadable
    mended, not_as_declared = apply_corrections(catalogue.lists.corrections, snapshots, "corrections.yaml")
    assert not not_as_declared
    return catalogue, mended


@pytest.fixture(scope="module")
def checked(shipped: tuple[Catalogue, Snapshots]) -> Checked:
    """Return the problems of the figures of some datasets, without a build before them."""
    catalogue, _ = shipped

    def check(datasets: Sequence[Dataset]) -> list[Problem]:
        names = {dataset.name for dataset in datasets}
        lists = replace(
            catalogue.lists,
            unusual_figures=[one for one in catalogue.lists.unusual_figures if one.dataset in names],
            balances=[
                one
                for one in catalogue.lists.balances
                if {term.dataset for term in (one.total, *one.plus, *one.minus)} <= names
            ],
        )
        context = Context(
            Paths(data=REPOSITORY / "data", build=REPOSITORY / "nowhere"), replace(catalogue, lists=lists),
            Boundaries.__new__(Boundaries), Snapshots({one.name: one for one in datasets}), [], {},
            this_year=2026,
        )  # fmt: skip
        return [*plausible.usual_figures(context), *balances.balanced(context)]

    return check


def spoilt(corruption: Corruption, snapshots: Snapshots) -> list[Dataset]:
    dataset = snapshots.datasets[corruption.dataset]
    frame = corruption.change(dataset.frame)
    assert not frame.equals(dataset.frame)
    return [replace(dataset, frame=frame), *(snapshots.datasets[name] for name in corruption.beside)]


def test_the_shipped_figures_pass(shipped: tuple[Catalogue, Snapshots], checked: Checked) -> None:
    assert checked(list(shipped[1])) == []


@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=lambda one: one.name)
def test_a_corruption_is_refused_with_file_and_cause(
    corruption: Corruption, shipped: tuple[Catalogue, Snapshots], checked: Checked
) -> None:
    problems = checked(spoilt(corruption, shipped[1]))
    messages = [str(problem) for problem in problems if problem.rule.code == corruption.rule]
    fitting = [text for text in messages if all(word in text for word in corruption.words)]
    assert fitting, [f"{problem.rule.code}: {problem}" for problem in problems]
    assert all(f"data/snapshots/{name}" in text for text in fitting for name in _files(corruption))


def _files(corruption: Corruption) -> list[str]:
    """Return the file that must be named; of a balance either side may be wrong."""
    return [] if corruption.rule == "balance" else [f"{corruption.dataset}.csv"]


def test_a_fault_of_a_whole_year_is_one_problem(
    shipped: tuple[Catalogue, Snapshots], checked: Checked
) -> None:
    """A year of births x 1000 concerns 47 rows and is said once."""
    of_all = next(one for one in CORRUPTIONS if one.name == "births of a year x 1000")
    problems = checked(spoilt(of_all, shipped[1]))
    assert [len(problem.lines) for problem in problems] == [47]


def test_most_wild_figures_are_found_wherever_they_stand(
    shipped: tuple[Catalogue, Snapshots], checked: Checked
) -> None:
    """One figure of each table of several years, drawn by lot, times ten; what is near zero escapes."""
    rng = np.random.default_rng(20)
    datasets, wild = [], set()
    for dataset in shipped[1].figures:
        figures = dataset.frame[dataset.frame["value"].notna() & (dataset.frame["value"] != 0)]
        # Figures of villages leave their course every year: they are held by their sums and ranges.
        is_checked = dataset.kind != "list" and dataset.meta.level == "region"
        if is_checked and dataset.frame["year"].nunique() >= 4:
            row = figures.iloc[int(rng.integers(len(figures)))]
            wild.add((dataset.shown, int(row["line"])))
            at = dataset.frame["line"] == row["line"]
            frame = dataset.frame.assign(value=dataset.frame["value"].mask(at, 10 * row["value"]))
            datasets.append(replace(dataset, frame=frame))
        else:
            datasets.append(dataset)
    named = {(problem.file, line) for problem in checked(datasets) for line in problem.lines}
    assert len(wild) > 40
    assert len(wild & named) >= 0.9 * len(wild), wild - named
