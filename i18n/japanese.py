"""Japanese brackets, which do not stand inside each other."""

import re

_NESTED = re.compile(r"（([^（）]*)（([^（）]*)）([^（）]*)）")


def without_nested_brackets(text: str) -> str:
    """Return a text in which what stood in a bracket within a bracket follows a comma: （6.0、人口千対）."""
    return _NESTED.sub(r"（\1、\2\3）", text)
