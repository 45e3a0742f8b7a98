"""Korean particles, which depend on the last sound of the word before them."""

_HANGUL_FIRST, _HANGUL_LAST = "가", "힣"
_FINALS = 28
_FINAL_RIEUL = 8
# How digits, Latin letters and units end when read aloud: with a vowel, with ㄹ or another consonant.
_ENDS_IN_RIEUL = set("178lLrR")
_ENDS_IN_CONSONANT = set("036mMnN㎡㎢")
_VOWEL, _RIEUL, _CONSONANT = 0, 1, 2


def with_particle(word: str, pair: str) -> str:
    """Return the word with the fitting particle of a pair such as `을/를`, `이/가`, `은/는`, `으로/로`.

    The particle looks at the last letter or digit; closing brackets, quotes and signs are skipped.
    """
    after_consonant, after_vowel = _ordered(pair)
    ending = _ending(word)
    if pair in ("으로/로", "로/으로"):
        return word + ("으로" if ending == _CONSONANT else "로")
    return word + (after_vowel if ending == _VOWEL else after_consonant)


def _ordered(pair: str) -> tuple[str, str]:
    first, second = pair.split("/")
    swapped = {"가": "이", "를": "을", "는": "은", "와": "과", "나": "이나"}
    return (second, first) if swapped.get(first) == second else (first, second)


def _ending(word: str) -> int:
    letters = [character for character in word if character.isalnum() or character in "%㎡㎢"]
    if not letters:
        return _VOWEL
    last = letters[-1]
    if _HANGUL_FIRST <= last <= _HANGUL_LAST:
        final = (ord(last) - ord(_HANGUL_FIRST)) % _FINALS
        return _RIEUL if final == _FINAL_RIEUL else (_CONSONANT if final else _VOWEL)
    if last in _ENDS_IN_RIEUL:
        return _RIEUL
    return _CONSONANT if last in _ENDS_IN_CONSONANT else _VOWEL
