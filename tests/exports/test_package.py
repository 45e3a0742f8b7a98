"""JSON, data package and citations, opened again by other people's programs."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import frictionless
import pandas as pd
import pytest
from bibtexparser.entrypoint import parse_string

from exports.citation import bibtex, citation_text, ris
from exports.json import json_bytes
from exports.package import package_bytes
from exports.publication import Publication
from i18n.messages import messages
from regions.database.languages import LANGUAGES
from tests.exports.conftest import BASE, Ask

VIEWS = [
    ("overview", {"indicator": ["share_65plus"]}),
    ("compare", {"indicator": ["births"], "region": ["KR-47", "JP-22"], "mode": ["index"]}),
    ("compare", {"indicator": ["grdp_per_capita"], "region": ["KR-47"], "currency": ["usd"]}),
    ("deck/pyramid", {"region": ["KR-47", "JP-22"]}),
    ("deck/numbers", {"region": ["KR-47", "JP-22"]}),
    ("deck/peers", {"region": ["JP-22"]}),
    ("rank", {"indicator": ["share_65plus"], "show": ["change"]}),
    ("compare", {"indicator": ["share_65plus"], "region": ["KR-47"], "mode": ["lag"]}),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_frictionless_finds_the_package_valid(
    ask: Ask, publication: Publication, tmp_path: Path, page: str, query: dict[str, list[str]], language: str
) -> None:
    exhibit = ask(page, language, **query)
    with zipfile.ZipFile(io.BytesIO(package_bytes(exhibit, publication))) as archive:
        archive.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])[:5]
    back = pd.read_csv(tmp_path / "data.csv")
    assert back.value.tolist() == pytest.approx(exhibit.data.value.tolist(), nan_ok=True)
    metadata = json.loads((tmp_path / "data.csv-metadata.json").read_text(encoding="utf-8"))
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    assert [column["name"] for column in metadata["tableSchema"]["columns"]] == list(back.columns)
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert readme.startswith(f"# {exhibit.title}")
    assert messages(language)("sources.publishers") in readme
    assert (tmp_path / "CITATION.txt").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_json_holds_figures_and_meaning(
    ask: Ask, publication: Publication, page: str, query: dict[str, list[str]], language: str
) -> None:
    exhibit = ask(page, language, **query)
    held = json.loads(json_bytes(exhibit, publication))
    assert held["title"] == exhibit.title
    assert held["link"].startswith(f"{BASE}/")
    assert [row["value"] for row in held["data"]] == pytest.approx(exhibit.data.value.tolist(), nan_ok=True)
    assert held["sources"]
    assert all(source["publisher"] and source["url"] for source in held["sources"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_figure_is_null(ask: Ask, publication: Publication, language: str) -> None:
    exhibit = ask("overview", language, indicator=["leading_companies"])
    rows = json.loads(json_bytes(exhibit, publication))["data"]
    assert [row["value"] is None for row in rows] == exhibit.data.value.isna().tolist()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bibtex_parser_reads_the_citation(ask: Ask, publication: Publication, language: str) -> None:
    exhibit = ask("overview", language, indicator=["share_65plus"])
    library = parse_string(bibtex(exhibit, publication))
    assert library.failed_blocks == []
    entry = library.entries[0]
    assert entry.entry_type == "misc"
    assert entry["url"] == publication.link(exhibit.view)
    first = publication.sources(exhibit)[0].publisher[language]  # type: ignore[index]
    assert first in entry["author"], "the producer stands first"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ris_record_is_whole(ask: Ask, publication: Publication, language: str) -> None:
    exhibit = ask("compare", language, indicator=["births"])
    lines = ris(exhibit, publication).split("\r\n")
    assert lines[0] == "TY  - DATA" and lines[-2].startswith("ER  -")
    tags = {line[:2]: line[6:] for line in lines if line}
    assert tags["TI"] == exhibit.title
    assert tags["UR"] == publication.link(exhibit.view)
    assert all(len(line) < 2 or line[2:6] == "  - " for line in lines)


def test_the_citation_names_the_producer_first(ask: Ask, publication: Publication) -> None:
    text = citation_text(ask("compare", "ja", indicator=["births"]), publication)
    assert text.index("統計") < text.index(messages("ja")("product.name"))
    assert f"{BASE}/compare?lang=ja" in text


def test_signs_of_latex_are_kept_as_letters(ask: Ask, publication: Publication) -> None:
    exhibit = ask("compare", "en", indicator=["births"])
    exhibit = replace(exhibit, title="100 % of {all} & _more_ \\ #1 $5 ~x^2")
    library = parse_string(bibtex(exhibit, publication))
    assert library.failed_blocks == []
    assert r"100 \% of \{all\} \& \_more\_" in library.entries[0]["title"]
