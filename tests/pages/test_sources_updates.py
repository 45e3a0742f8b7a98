"""The part of the sources page about updates, with and without a refresh before."""

from datetime import UTC, datetime, timedelta

import pytest

from i18n.messages import messages
from interface.sources import updates as refreshes
from regions.database import refreshes as reports
from regions.database.languages import LANGUAGES, Text
from tests.pages.visits import open_page, texts

pytestmark = pytest.mark.usefixtures("database_path")


@pytest.fixture
def refreshed(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    name, reason = Text("이스탯", "イースタット", "e-Stat"), Text("사유*", "理由*", "why*")
    nine_days_ago = now - timedelta(days=9, hours=1)
    source = reports.RefreshedSource("estat", name, "failed", now, nine_days_ago, reason, "국가 credit")
    change = reports.DataChange(now, Text("인구 [수정]", "人口を改定", "population <revised>"))
    report = reports.RefreshReport((source,), (change,) * 40)
    monkeypatch.setattr(refreshes, "refresh_report", lambda: report)


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_any_refresh_the_page_says_so(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshes, "refresh_report", lambda: None)
    app = open_page("sources", lang=language)
    assert not app.exception
    assert messages(language)("refresh.never") in texts(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_age_reason_and_changes_are_shown(language: str, refreshed: None) -> None:
    app = open_page("sources", lang=language)
    t = messages(language)
    assert not app.exception
    table = next(frame.value for frame in app.dataframe if t("refresh.outcome") in frame.value.columns)
    row = table.iloc[0]
    assert row[t("refresh.outcome")] == t("refresh.outcome.failed")
    assert row[t("refresh.age")] == t.plural("refresh.days", 9, count=9)
    shown = texts(app)
    assert {"ko": "**이스탯** 사유\\*", "ja": "**イースタット** 理由\\*", "en": "**e-Stat** why\\*"}[
        language
    ] in shown
    assert "국가 credit" in shown
    assert t("refresh.more_changes", count=10, language=language) in shown


def test_what_comes_from_a_file_is_not_read_as_markup(refreshed: None) -> None:
    assert "population \\<revised\\>" in texts(open_page("sources", lang="en"))
