"""Hand-edited files against their models; what does not fit becomes a problem with file, row and key."""

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from etl import documents, files
from etl.problems import Problem, Rule

SCHEMA = Rule("schema", "Correct the entry; etl/models/ says what is allowed.")
TRANSLATION_MISSING = Rule("translation_missing", "Every text stands in every language.")
LICENCE_MISSING = Rule("licence_missing", "Give publisher, licence and attribution of the source.")
WARNING_UNKNOWN = Rule("warning_unknown", "Use a code of the fixed vocabulary in warnings.yaml.")
COMPARABILITY = Rule("comparability", "single_country goes with exactly one country, and only then.")
RULES = {
    rule.code: rule for rule in (SCHEMA, TRANSLATION_MISSING, LICENCE_MISSING, WARNING_UNKNOWN, COMPARABILITY)
}

Model = TypeVar("Model")
Steps = tuple[str | int, ...]
PLAINLY = {"missing": "is missing", "extra_forbidden": "there is no such key"}
FILES_KEPT = 1024
NAMES = ("id", "set_id", "block_code", "source_id", "region_code")
"""What an entry of a list is called by in messages."""


def read_entries(path: Path, shown: str, form: TypeAdapter[Model], problems: list[Problem]) -> Model | None:
    """Read a YAML file (or JSON, which is YAML) into its model.

    Args:
        path: The file.
        shown: The file as named in messages.
        form: What it must be.
        problems: What is wrong with it is added here.

    Returns:
        Its content, or None if it cannot be used.
    """
    try:
        text = files.decode(files.read_bytes(path, shown), shown)
        entries: Model = _entries(text, form)
        return entries
    except files.Unreadable as error:
        problems.append(error.problem)
    except yaml.YAMLError as error:
        problems.append(files.yaml_problem(error, shown))
    except ValidationError as error:
        content, document = documents.content_of(text), yaml.compose(text, Loader=yaml.CSafeLoader)
        details = error.errors(include_url=False)
        problems += [_problem(detail, content, document, shown) for detail in details]
    return None


# A refresh reads the same files for itself, for each attempt to put figures in use and for the build.
@lru_cache(maxsize=FILES_KEPT)
def _entries(text: str, form: TypeAdapter[Any]) -> Any:
    return form.validate_python(documents.content_of(text))


def _problem(detail: ErrorDetails, content: Any, document: Any, shown: str) -> Problem:
    steps, words = _walked(detail["loc"], content, missing=detail["type"] == "missing")
    refused = detail["type"] == "refused"
    rule = RULES[detail["ctx"]["rule"]] if refused else SCHEMA
    message = PLAINLY.get(detail["type"], detail["msg"])
    if not refused and detail["type"] not in PLAINLY:
        message += f", not {repr(detail['input'])[:80]}"
    return rule.broken(message, shown, _line(document, steps), " > ".join(words))


def _walked(place: Steps, content: Any, missing: bool) -> tuple[Steps, list[str]]:
    """Return the keys and positions that lead to a place, and as a person calls them.

    The models' own steps (such as the kind of an input) are left out; a key that is `missing` stands last.
    """
    steps: list[str | int] = []
    words: list[str] = []
    for position, step in enumerate(place):
        within = isinstance(content, list) if isinstance(step, int) else isinstance(content, dict)
        there = within and (isinstance(step, int) or step in content)
        if there or (within and missing and position == len(place) - 1):
            content = content[step] if there else None
            steps.append(step)
            words.append(_called(content) or str(step) if isinstance(step, int) else step)
    return tuple(steps), words


def _called(content: Any) -> str:
    """Return the id of an entry of a list."""
    return (
        next((str(content[key]) for key in NAMES if key in content), "") if isinstance(content, dict) else ""
    )


def _line(node: Any, steps: Steps) -> list[int]:
    """Return the line of a place, or of the nearest entry around it that is there."""
    if node is None:
        return []
    mark = node.start_mark
    for step in steps:
        if isinstance(step, int):
            node = node.value[step]
            mark = node.start_mark
            continue
        inside = {key.value: (key, value) for key, value in node.value}
        if step not in inside:
            break
        key, node = inside[step]
        mark = key.start_mark
    return [mark.line + 1]
