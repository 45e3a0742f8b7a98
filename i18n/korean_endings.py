"""Korean statements as the lines of an office's report end them: in nouns (개조식), without a full stop.

"값이다." becomes "값임", "다르다." "다름", "못했다." "못했음", "쓴다." "씀".
"""

import re

_STATEMENT = re.compile(r"(?P<before>.?)(?P<last>[가-힣])다(?=\.(?:\s|\)|$)|$)")
# Ends of a word that only look like those of a statement: "5년마다", "그보다".
_PARTICLES = "마보"
_NO_FINAL, _NIEUN, _RIEUL, _RIEUL_MIEUM, _MIEUM = 0, 4, 8, 10, 16
# Stems whose ㅂ turns into 우 before a vowel: 가깝다, 가까움.
_SOFT = frozenset("깝겁럽렵볍쉽춥덥맵롭")
_OF_RIEUL = {"든": "듦"}  # 줄어든다, from 줄어들다


def ended_in_nouns(text: str) -> str:
    """Return a text with each of its statements (한다체) ended in a noun, and without its last full stop."""
    return _STATEMENT.sub(_noun, text).removesuffix(".")


def _noun(found: re.Match[str]) -> str:
    before, last = found["before"], found["last"]
    if last in _PARTICLES:
        return found[0]
    final = _final(last)
    bare = ord(last) - final
    if last == "는" and before and _final(before):
        return f"{before}음"
    if last in _OF_RIEUL:
        return before + _OF_RIEUL[last]
    if last in _SOFT:
        return f"{before}{chr(bare)}움"
    shortened = {_NO_FINAL: _MIEUM, _NIEUN: _MIEUM, _RIEUL: _RIEUL_MIEUM}.get(final)
    return before + (chr(bare + shortened) if shortened else f"{last}음")


def _final(syllable: str) -> int:
    """Return the number of a syllable's final consonant; 0 for none and for what is no syllable."""
    return (ord(syllable) - ord("가")) % 28 if "가" <= syllable <= "힣" else _NO_FINAL
