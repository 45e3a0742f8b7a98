"""Definitions are nouns in Korean and Japanese: one style beside the figures."""

import re
from pathlib import Path

FILES = sorted((Path(__file__).parents[2] / "data/catalogue/indicators").glob("*.yaml"))
SENTENCES = {"ko": r"다\.'?$", "ja": r"(?:である|る|す|ない)。'?$"}


def test_a_definition_ends_in_a_noun() -> None:
    read = [file.read_text(encoding="utf-8") for file in FILES]
    blocks = [block for text in read for block in re.findall(r"^  definition:\n((?:    .*\n)+)", text, re.M)]
    assert len(blocks) > 100
    for language, sentence in SENTENCES.items():
        lines = [re.search(rf"^    {language}: (.*)$", block, re.M) for block in blocks]
        assert [line[1] for line in lines if line and re.search(sentence, line[1])] == []
        assert all(lines)
