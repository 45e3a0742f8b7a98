"""What is done to the fictional data to make it wrong, and what must be said of it."""

from collections.abc import Callable
from typing import Any

# Spoils the sample before or after it is written and returns what the message must contain.
Spoil = Callable[[Any], list[str]]
CASES: dict[str, tuple[str, Spoil]] = {}


def case(rule: str) -> Callable[[Spoil], Spoil]:
    """Remember a way of spoiling the data, and the rule that must be said to be broken."""

    def remember(spoil: Spoil) -> Spoil:
        CASES[spoil.__name__] = (rule, spoil)
        return spoil

    return remember


def changed_bytes(sample: Any, dataset: str, change: Callable[[bytes], bytes]) -> None:
    """Write correct data, then change the bytes of one CSV behind the YAML's back."""
    sample.write()
    path = sample.csv(dataset)
    path.write_bytes(change(path.read_bytes()))
