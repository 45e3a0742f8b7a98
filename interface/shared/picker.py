"""The field by which one or several of a list are chosen: its state, and what the browser is told.

Streamlit's own fields search nothing but the labels and speak English; `api/document/picker.js` draws these.
What is chosen stands in the session under the key of the field, as that of a widget does.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, Literal, TypeVar, overload

import streamlit as st

from i18n.messages import messages
from interface.shared.state import language_of_session, picker_key
from regions.database.languages import Language

T = TypeVar("T")
# What `/api/v1/names` holds: labels and further names, which the browser asks for once.
Source = Literal["places", "indicators"]
_WORDS = ("found", "nothing", "near", "taken", "remove", "clear", "limit", "members")

_COMPONENT = st.components.v2.component(
    "picker",
    html='<div class="picker"></div>',
    js="""export default function ({ data, parentElement, setTriggerValue }) {
  window.showPicker(parentElement.querySelector(".picker"), data, (act) => setTriggerValue("act", act));
}
""",
    isolate_styles=False,
)


@dataclass(frozen=True, kw_only=True)
class _Field(Generic[T]):
    """What a field offers and how it behaves; the attributes are those of `pick_one` and `pick_many`."""

    label: str
    options: Sequence[T]
    key: str
    many: bool
    optional: bool
    most: int | None = None
    format_func: Callable[[T], str]
    source: Source | None
    terms: Callable[[T], str] | None = None
    placeholder: str
    on_change: Callable[[], None] | None


@overload
def pick_one(
    label: str,
    options: Sequence[T],
    *,
    key: str,
    index: int = 0,
    stands_for: T | None = None,
    format_func: Callable[[T], str] = str,
    source: Source | None = None,
    terms: Callable[[T], str] | None = None,
    placeholder: str = "",
    on_change: Callable[[], None] | None = None,
) -> T: ...


@overload
def pick_one(
    label: str,
    options: Sequence[T],
    *,
    key: str,
    index: None,
    stands_for: T | None = None,
    format_func: Callable[[T], str] = str,
    source: Source | None = None,
    terms: Callable[[T], str] | None = None,
    placeholder: str = "",
    on_change: Callable[[], None] | None = None,
) -> T | None: ...


def pick_one(
    label: str,
    options: Sequence[T],
    *,
    key: str,
    index: int | None = 0,
    stands_for: T | None = None,
    format_func: Callable[[T], str] = str,
    source: Source | None = None,
    terms: Callable[[T], str] | None = None,
    placeholder: str = "",
    on_change: Callable[[], None] | None = None,
) -> T | None:
    """Draw a field that holds one of the options, and return it.

    Args:
        label: What is chosen.
        options: What there is, in the order shown.
        key: Of the session, where the option chosen is held.
        index: The option that stands there at first; None for none, to which the reader can return.
        stands_for: The option that stands there for what is held where that is only a part of it.
        format_func: The label of an option.
        source: Where the browser finds labels and further names, if it is to ask for them.
        terms: The further names of an option, if the browser is to be told them.
        placeholder: Stands in the empty field.
        on_change: Called when the reader has chosen another.
    """
    if stands_for is None and st.session_state.get(key) not in options:
        st.session_state[key] = options[index] if options and index is not None else None
    field = _Field(
        label=label,
        options=options,
        key=key,
        many=False,
        optional=index is None,
        format_func=format_func,
        source=source,
        terms=terms,
        placeholder=placeholder,
        on_change=on_change,
    )
    held: T | None = st.session_state[key] if stands_for is None else stands_for
    _draw(field, () if held is None else (held,))
    return held


def pick_many(
    label: str,
    options: Sequence[T],
    *,
    key: str,
    format_func: Callable[[T], str] = str,
    source: Source | None = None,
    max_selections: int | None = None,
    placeholder: str = "",
    on_change: Callable[[], None] | None = None,
) -> list[T]:
    """Draw a field that holds several of the options, and return them in the order chosen.

    Args:
        label: What is chosen.
        options: What there is, in the order shown.
        key: Of the session, where the options chosen are held.
        format_func: The label of an option.
        source: Where the browser finds labels and further names, if it is to ask for them.
        max_selections: How many may be chosen.
        placeholder: Stands in the empty field.
        on_change: Called when the reader has chosen others.
    """
    held: list[T] = st.session_state.setdefault(key, [])
    field = _Field(
        label=label,
        options=options,
        key=key,
        many=True,
        optional=True,
        most=max_selections,
        format_func=format_func,
        source=source,
        placeholder=placeholder,
        on_change=on_change,
    )
    _draw(field, held)
    return held


def _draw(field: _Field[T], held: Sequence[T]) -> None:
    language = language_of_session()
    own_key, turn_key = picker_key(field.key), f"{field.key}.turn"

    def act() -> None:
        by_text = {str(one): one for one in (*field.options, *held)}
        turn, chosen = _read(st.session_state[own_key].act, by_text)
        before = st.session_state.get(field.key)
        _hold(field, chosen)
        st.session_state[turn_key] = turn
        if field.on_change and st.session_state.get(field.key) != before:
            field.on_change()

    _COMPONENT(
        key=own_key,
        data={
            "id": own_key,
            "language": language,
            "label": field.label,
            "value": [[str(one), field.format_func(one)] for one in held],
            "options": _offered(field),
            "source": field.source,
            "many": field.many,
            "optional": field.optional,
            "most": field.most,
            "placeholder": field.placeholder,
            "turn": st.session_state.get(turn_key, 0),
            "words": _words(language),
        },
        on_act_change=act,
    )


@cache
def _words(language: Language) -> dict[str, str]:
    t = messages(language)
    return {word: t(f"picker.{word}") for word in _WORDS}


def _hold(field: _Field[T], chosen: list[T]) -> None:
    """Take over what the reader has chosen, as far as the field allows it."""
    if field.many:
        st.session_state[field.key] = chosen[: field.most]
    elif chosen or field.optional:
        st.session_state[field.key] = chosen[0] if chosen else None


def _offered(field: _Field[T]) -> str | list[list[str]]:
    """Return codes alone where the browser has the names, else labels and further names too."""
    if field.source:
        return " ".join(map(str, field.options))
    further = field.terms
    return [[str(one), field.format_func(one), *([further(one)] if further else ())] for one in field.options]


def _read(sent: object, by_text: Mapping[str, T]) -> tuple[int, list[T]]:
    """Return the number of the reader's act and what was chosen, whatever a program may send instead."""
    turn, texts = (sent.get("turn"), sent.get("chosen")) if isinstance(sent, Mapping) else (None, None)
    known = [one for one in texts if isinstance(one, str)] if isinstance(texts, list) else []
    chosen = [by_text[one] for one in dict.fromkeys(known) if one in by_text]
    return turn if isinstance(turn, int) else 0, chosen
