"""The part of the sources page about the findings: each with its rule, reason and SQL."""

import pytest

from i18n.messages import messages
from interface.sources import statements as page
from regions.database.build import current_build
from regions.database.languages import LANGUAGES, Language
from regions.words.findings import findings
from regions.words.proofs import proof
from tests.pages.picking import picker
from tests.pages.visits import open_page, texts

pytestmark = pytest.mark.usefixtures("database_path")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_is_shown_with_its_proof(language: Language) -> None:
    build, t = current_build(), messages(language)
    app = open_page("sources", lang=language)
    assert not app.exception
    assert t("statements.title") in texts(app)
    assert f"(api/v1/findings.md?lang={language})" in texts(app)
    field = picker(app, "sources.finding")
    assert field.options == [one.text(build, language) for one in findings(build)]
    chosen = findings(build)[-1]
    field.choose(chosen.id)
    assert not app.exception
    found = proof(build, chosen)
    assert t(f"statement.rule.{found.rule}") in texts(app)
    assert t(f"statement.why.{found.rule}") in texts(app)
    assert found.sql in [code.value for code in app.code]


def test_a_build_without_findings_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "findings", lambda build: ())
    app = open_page("sources", lang="en")
    assert not app.exception
    assert messages("en")("statements.none") in texts(app)
