"""What can be wrong with the data, said so that a person can mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

SHOWN_PER_RULE = 20
MORE = "…"
SPANS_SHOWN = 6


@dataclass(frozen=True)
class Rule:
    """A rule the data must keep.

    Attributes:
        code: Stable name of the rule.
        advice: What to do when it is broken.
        can_be_meant: Whether a person may say that the break is meant (`--accept-changes`).
    """

    code: str
    advice: str
    can_be_meant: bool = False

    def broken(self, message: str, file: str = "", lines: Iterable[Any] = (), key: str = "") -> "Problem":
        """Return a problem of this rule (lines are line numbers of any integer type)."""
        return Problem(self, message, file, tuple(int(line) for line in lines), key)


@dataclass(frozen=True)
class Problem:
    """One place where a rule is broken.

    Attributes:
        rule: The rule.
        message: What is wrong, with the value found.
        file: File as named in messages; empty if no file is to blame.
        lines: Lines in that file (the header is line 1).
        key: What the rows are about, such as "KR-11, 2024, births".
    """

    rule: Rule
    message: str
    file: str = ""
    lines: tuple[int, ...] = ()
    key: str = ""

    def __str__(self) -> str:
        """Return the problem as one line."""
        place = self.file
        if self.lines:
            place += f" row{'s' if len(self.lines) > 1 else ''} {spans(self.lines)}"
        if self.key:
            place += f" ({self.key})" if place else self.key
        return f"{place}: {self.message}" if place else self.message


def spans(numbers: Iterable[int]) -> str:
    """Return lines or years as text: "2, 7 to 53, 60", the first six of them in the order given."""
    found = runs(numbers)
    texts = [f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in found]
    return examples(texts, SPANS_SHOWN, ", ")


def examples(texts: Sequence[str], most: int, joint: str = "; ") -> str:
    """Return the first of some texts, and a sign where there are more."""
    return joint.join([*texts[:most], *([MORE] if len(texts) > most else [])])


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Return numbers in runs of such as follow each other, in the order given."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found


class DataError(Exception):
    """The data cannot become a build. Carries every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems; the text of the exception is the full report."""
        self.problems = tuple(problems)
        super().__init__(report(self.problems))


class BuildError(Exception):
    """The build could not be written for a reason outside the data (another build runs, disk full)."""


def report(problems: Sequence[Problem]) -> str:
    """Return all problems grouped by rule, the first 20 of each rule and then their number."""
    groups: dict[Rule, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.rule, []).append(problem)
    lines: list[str] = []
    for rule, members in groups.items():
        lines.append(f"{rule.code}: {len(members)} problem{'s' if len(members) > 1 else ''}. {rule.advice}")
        lines += [f"  {problem}" for problem in members[:SHOWN_PER_RULE]]
        if len(members) > SHOWN_PER_RULE:
            lines.append(f"  … and {len(members) - SHOWN_PER_RULE} more")
    return "\n".join(lines)
