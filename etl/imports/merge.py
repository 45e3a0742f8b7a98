"""Rows of an import beside the rows held: what is new, what completes a row, what could not be placed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Row = dict[str, str]


@dataclass(frozen=True)
class Reject:
    """A row that was not taken: where it stands and why."""

    place: str
    reason: str


@dataclass
class Outcome:
    """What an import would change.

    Attributes:
        added: Rows that are new.
        completed: Rows held that gained something.
        revised: Figures held that changed.
        unchanged: Rows that are held as they are.
        rejects: Rows that were not taken.
        notices: What a person should know beside that.
        headings: Which column was taken for what, by sheet.
        counts: Lines of the table of counts.
        counted: What the columns of that table are.
    """

    added: int = 0
    completed: int = 0
    revised: int = 0
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    headings: dict[str, list[str]] = field(default_factory=dict)
    counts: list[tuple[str, str, str, str]] = field(default_factory=list)
    counted: tuple[str, ...] = ("region", "in the files", "official", "difference")

    @property
    def changes_something(self) -> bool:
        """Whether any row is new or completed."""
        return bool(self.added or self.completed)


def merge(
    held: Iterable[Mapping[str, str]],
    found: Sequence[tuple[str, Row]],
    key: str,
    same: Callable[[Row, Row], bool],
    outcome: Outcome,
    overwrites: Sequence[str] = (),
) -> list[Row]:
    """Return the rows held together with those found, ordered by key.

    A row found that is `same` as one held fills its empty fields (and replaces those of `overwrites`); one
    that fits several held rows is rejected, since it cannot be told which it is.

    Args:
        held: Rows of the snapshot.
        found: Rows of the files, each with its place.
        key: The column that identifies a row.
        same: Whether two rows are about the same thing.
        outcome: Counts and rejects are noted here.
        overwrites: Columns in which an official list knows better than what was held.
    """
    rows: list[Row] = [dict(row) for row in held]
    for place, one in found:
        twins = [row for row in rows if row[key] == one[key]] or [row for row in rows if same(row, one)]
        if len(twins) > 1:
            names = ", ".join(row[key] for row in twins[:3])
            outcome.rejects.append(Reject(place, f"may be any of {names}: complete it by hand"))
        elif twins:
            _complete(twins[0], one, key, overwrites, outcome)
        else:
            rows.append(one)
            outcome.added += 1
    return sorted(rows, key=lambda row: row[key])


def _complete(row: Row, one: Row, key: str, overwrites: Sequence[str], outcome: Outcome) -> None:
    gained = False
    for name, value in one.items():
        if name == key or not value or row.get(name) == value:
            continue
        if not row.get(name) or name in overwrites:
            row[name] = value
            gained = True
    if gained:
        outcome.completed += 1
    else:
        outcome.unchanged += 1
