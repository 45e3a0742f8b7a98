"""What a visitor sees when there is no database to read."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from i18n.messages import messages
from regions.database.languages import LANGUAGES
from tests.pages.visits import ENTRY


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_origin_out_of_reach_is_said_without_naming_it(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGIONS_BUILD_DIR", str(tmp_path / "builds"))
    monkeypatch.setenv("REGIONS_DATABASE", "/nowhere/at/all")
    app = AppTest.from_file(str(ENTRY), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    assert [shown.value for shown in app.error] == [messages(language)("build.unreachable")]
    assert "/nowhere" not in str(app.main)
