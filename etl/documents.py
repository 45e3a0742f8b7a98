"""YAML documents: plain ones are put together from the events of the C parser, all others by PyYAML.

PyYAML makes a node of everything it reads and an object of each node; most of our files need neither. JSON,
which is YAML as well, is read as what it is.
"""

import json
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

import yaml


class _Loader(yaml.CSafeLoader):
    """YAML as JSON knows it: dates stay text, and a key given twice is an error instead of a silent loss."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


# The loaders share this table, so a new one is made instead of taking dates out of theirs.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
NO_VALUES = ("<<", "=")  # plain scalars that stand for something else


class _NotPlain(Exception):
    """Anchors, tags, merged mappings, a second document, or an error, which PyYAML words better."""


def content_of(text: str) -> Any:
    """Return the content of a YAML document.

    Raises:
        yaml.YAMLError: If it is not valid, or a mapping has a key twice.
    """
    try:
        return json.loads(text, object_pairs_hook=_object) if text.startswith("{") else _plain_document(text)
    except (_NotPlain, yaml.YAMLError, ValueError):
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of the safe loader


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _NotPlain
    return found


def _plain_document(text: str) -> Any:
    following = yaml.CSafeLoader(text).get_event
    following()  # the beginning of the stream
    if not isinstance(following(), yaml.DocumentStartEvent):
        raise _NotPlain
    content = _content(following(), following)
    following()  # the end of the document
    if not isinstance(following(), yaml.StreamEndEvent):
        raise _NotPlain
    return content


def _content(event: Any, following: Callable[[], Any]) -> Any:
    """Return what begins with an event, reading on to its end."""
    kind = type(event)
    if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
        raise _NotPlain
    if kind is yaml.ScalarEvent:
        return _scalar(event.value) if event.implicit[0] else event.value
    if kind is yaml.SequenceStartEvent:
        items = []
        while type(event := following()) is not yaml.SequenceEndEvent:
            items.append(_content(event, following))
        return items
    return _mapping(following)


def _mapping(following: Callable[[], Any]) -> dict[Hashable, Any]:
    found: dict[Hashable, Any] = {}
    n_keys = 0
    while type(event := following()) is not yaml.MappingEndEvent:
        if type(event) is not yaml.ScalarEvent:
            raise _NotPlain
        key = _content(event, following)
        found[key] = _content(following(), following)
        n_keys += 1
    if len(found) != n_keys:
        raise _NotPlain
    return found


@cache
def _scalar(text: str) -> Any:
    """Return what a scalar without quotes stands for: a number, true, false, null or its text."""
    if text in NO_VALUES:
        raise _NotPlain
    resolvers = _Loader.yaml_implicit_resolvers.get(text[:1], ())
    if any(pattern.match(text) for _, pattern in resolvers):
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of the safe loader
    return text
