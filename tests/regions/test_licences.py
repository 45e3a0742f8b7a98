"""Licences by the names that readers know; whatever is not a licence is quoted with its source."""

import pytest

from i18n.messages import messages
from regions.database.build import Build
from regions.database.languages import LANGUAGES
from regions.words.licences import licence_name


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("KOGL Type 1 (attribution) as usual for the publisher; not printed in the extract", "kogl_1"),
        ("Free use with the source named (terms of the institute's site)", "free"),
        ("free use incl. commercial with source named (SSDSE terms of use)", "free"),
        ("CC BY-SA 4.0 (Wikipedia), CC0 (Wikidata)", "cc_by_sa"),
        ("CC BY 4.0 (MIC)", "cc_by"),
        ("not stated; figures only", "quoted"),
    ],
)
def test_a_licence_has_a_name_in_every_language(stated: str, code: str) -> None:
    for language in LANGUAGES:
        assert licence_name(stated, language) == messages(language)(f"licence.{code}")


def test_what_is_only_quoted_says_so_itself(build: Build) -> None:
    """What falls through to quoting must say so itself, or that nothing is stated."""
    words = ("quoted", "not stated")
    others = {one.licence for one in build.catalogue.sources.values()}
    for licence in others:
        if licence_name(licence, "en") == messages("en")("licence.quoted"):
            assert any(word in licence for word in words), licence
