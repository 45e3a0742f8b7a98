"""What is wrong with a text in any language: said twice, left unfilled, punctuated or spaced by a machine.

Each check is a pure function of a text that yields what it found; a table names them by their kind. Those
of one language stand in the modules beside this.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

Finder = Callable[[str], Iterable[str]]

_ADDRESS = re.compile(
    r"https?://\S+|(?:[\w-]+\.)+(?:go|or|co|lg|com|org|net|kr|jp)(?:\.(?:kr|jp))?(?:/\S*)?\b"
)
_CODE = re.compile(r"`[^`]*`")
_ORIGINAL = re.compile(r"\s?\[[^\[\]]*\]")
# What stands in place of an address or of code: neither a letter, a mark nor a space.
_UNREAD = "§"
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=。)\s*|\n+")
# Fewer letters than these are a word of a list, not a statement.
_LEAST_LETTERS = 8
_ENDINGS = re.compile(
    r"(?:이었다|였다|입니다|습니다|합니다|됩니다|이다|한다|된다|임|함|됨|다"
    r"|であった|でした|である|です|だ|された|している|しています|します|する)$"
)
_FUNCTION_WORDS = re.compile(r"\b(?:the|an?|is|are|was|were|be|been|of)\b", re.IGNORECASE)
_PROVISIONAL = re.compile(r"잠정|暫定|速報|概数|\bprovisional\b|\bpreliminary\b", re.IGNORECASE)
_COUNTRY = re.compile(r"한국|일본|韓国|日本|\bKorea\b|\bJapan\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Fault:
    """What is wrong, by its kind, and where it stands in the text."""

    kind: str
    found: str


def without_originals(text: str) -> str:
    """Return the text without addresses, code and what stands in square brackets as in the original."""
    return _ORIGINAL.sub("", _CODE.sub(_UNREAD, _ADDRESS.sub(_UNREAD, text)))


def sentences(text: str) -> list[str]:
    """Return the sentences and lines of a text."""
    return [part.strip(" -•·\t") for part in _SENTENCE.split(text) if part and part.strip(" -•·\t")]


def fingerprint(sentence: str) -> str:
    """Return what a sentence says, whatever its register: its letters and digits without the ending."""
    bare = _FUNCTION_WORDS.sub("", sentence.casefold())
    bare = re.sub(r"[^\w%]|_", "", bare)
    return _ENDINGS.sub("", bare)


def said_twice(parts: Iterable[str]) -> Iterator[str]:
    """Yield sentences that say again what one before them has said, in any register."""
    seen: set[str] = set()
    for sentence in (one for part in parts for one in sentences(part)):
        said = fingerprint(sentence)
        if len(said) >= _LEAST_LETTERS and said in seen:
            yield sentence
        seen.add(said)


def provisional_twice(parts: Iterable[str]) -> Iterator[str]:
    """Yield sentences that call the same years of the same country provisional once more, in any term."""
    seen: set[tuple[frozenset[str], frozenset[str]]] = set()
    for sentence in (one for part in parts for one in sentences(part)):
        about = frozenset(_COUNTRY.findall(sentence)), frozenset(_YEAR.findall(sentence))
        if not _PROVISIONAL.search(sentence) or not all(about) or len(sentence) > 60:
            continue
        if about in seen:
            yield sentence
        seen.add(about)


def label_repeated(label: str, text: str) -> Iterator[str]:
    """Yield a remark that says no more than the label in front of it."""
    pairs = ({said[at : at + 2] for at in range(len(said) - 1)} for said in map(fingerprint, (label, text)))
    of_label, of_text = pairs
    if of_text and len(of_text & of_label) >= 0.8 * len(of_text):
        yield f"{label} {text}"


def _found(pattern: str, flags: int = 0) -> Finder:
    compiled = re.compile(pattern, flags)

    def find(text: str) -> Iterator[str]:
        for match in compiled.finditer(text):
            start, end = max(0, match.start() - 12), match.end() + 12
            yield text[start:end].replace("\n", " ")

    return find


_COUNTERS = (
    r"%p|%|명|개|곳|건|회|위|배|년|원|엔|달러"
    r"|人|円|年|件|者|社|回|倍|歳|位|地域|都道府県|市・道|ドル|ウォン|ポイント"
)

ANY_LANGUAGE: Mapping[str, Finder] = {
    "said twice": lambda text: said_twice([text]),
    "provisional twice": lambda text: provisional_twice([text]),
    "doubled space": _found(r"(?<=\S)(?: {2,}|[ \u3000]\u3000|\u3000 )(?=\S)"),
    "doubled punctuation": _found(
        r"([,，、;；:：。！？!?])\s*\1|(?<![.…])\.\s?\.(?![.…])|。[ ]?\.|\.[ ]?。|。\s?[,、;]"
        r"|(?<!\b[A-Z])(?<!al|Co)(?<!Inc|Ltd|etc)(?<!Corp)\.\s?[,、]|[,、;]\s?[.。]"
        r"|[（(]\s?[,、;·・]|[,、;·・]\s?[)）]|(?<=\w) [,;](?=\s)"
    ),
    "unit twice": _found(rf"(?<=[\d만억조万億兆])\s?({_COUNTERS})\s?\1(?!\w)"),
    "word twice": _found(r"(?<![\w-])([^\W\d_]{2,})\s\1(?![\w-])"),
    "unfilled": _found(
        r"\{[^{}\s]*\}|(?<!\w)(?:nan|NaN|NaT|inf)(?![A-Za-z])|<NA>"
        r"|(?<!\w)None(?![A-Za-z]| (?:of|is|are|has|have|was|were)\b)"
    ),
    "file path": _found(r"(?<![\w./])(?:data|etl|regions|i18n)/\w[\w/]*\.?\w*"),
    "date twice": _found(r"\d{4}-\d\d-\d\d\W{1,6}\d{4}(?:年|년)|\d{4}-\d\d-\d\d\W{1,6}On \d"),
    "empty brackets": _found(r"\(\s*\)|（\s*）|\[\s*\]|「\s*」|『\s*』|“\s*”"),
}


def range_marks(units: str, wrong: str) -> Finder:
    """Make a finder of ranges of numbers with a mark that the language does not write; a month is none.

    Args:
        units: What may stand behind the first number.
        wrong: Marks of other languages, as in a class of a regular expression.
    """
    pattern = rf"(?<![\w.,/–-])(?<!ISO )\d[\d,.]*[{units}]?\s?[{wrong}]\s?\d[\d,.]*(?![\dA-Za-z/–-])"

    def find(text: str) -> Iterator[str]:
        for found in re.finditer(pattern, text):
            if not re.fullmatch(r"(?:19|20)\d\d-(?:0\d|1[0-2])", found[0]):
                yield found[0]

    return find


def unbalanced(text: str) -> Iterator[str]:
    """Yield a text in which a bracket opens or closes without its partner."""
    for opening, closing in ("()", "（）", "[]", "「」", "『』"):
        depth = 0
        for at, letter in enumerate(text):
            depth += (letter == opening) - (letter == closing)
            if depth < 0:
                yield text[max(0, at - 20) : at + 5]
                break
        else:
            if depth:
                yield f"{opening} in {text[:60]}"


def find_all(finders: Mapping[str, Finder], text: str) -> list[Fault]:
    """Return every fault that some checks find in a text, each once."""
    found = (Fault(kind, one) for kind, finder in finders.items() for one in finder(text))
    return list(dict.fromkeys(found))
