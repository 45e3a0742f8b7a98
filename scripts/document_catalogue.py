"""Writes what documents take from the catalogue: indicators, sources, updates, counts in the READMEs."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from etl.languages import ORIGINAL, TRANSLATIONS
from etl.models.indicators import MUNICIPALITY, REGION, CountrySeries, Indicator
from etl.models.lists import Source, Topic
from scripts.document_updates import catalogue, sources_rows, updates_rows

REPOSITORY = Path(__file__).resolve().parent.parent
LANGUAGES = (ORIGINAL, *TRANSLATIONS)
READMES = ("README.md", "README.ko.md", "README.ja.md")
COUNTRIES = ("KR", "JP")
COMPARABILITY = {
    "same": "one definition in both countries",
    "near": "differences are small and stated",
    "differs": "read the reason before comparing",
    "single_country": "figures of one country only",
}
GENERATED = "<!-- Written by `make docs` from data/catalogue/; do not edit by hand. -->"


def documents() -> dict[Path, str]:
    """Return the documents by file: those generated, and the READMEs with their counts filled in."""
    return {
        REPOSITORY / "docs" / "indicators.md": _indicators_document(),
        REPOSITORY / "docs" / "sources.md": _sources_document(),
        REPOSITORY / "docs" / "updates.md": _updates_document(),
        **{REPOSITORY / name: _counted(REPOSITORY / name) for name in READMES},
    }


def main() -> None:
    """Write the documents."""
    for file, content in documents().items():
        file.write_text(content, encoding="utf-8")


def indicators() -> list[tuple[Topic, list[Indicator]]]:
    """Return the topics in display order, each with its indicators."""
    known = catalogue()
    return [
        (topic, [one for one in known.indicators if one.topic == topic.id]) for topic in known.lists.topics
    ]


def _counts() -> dict[str, int]:
    """Return the counts that documents tell, by the name of their marker."""
    everything = [one for one in catalogue().indicators if one.countries]
    shared = sum(len(one.countries) == len(COUNTRIES) for one in everything)
    return {"indicators": len(everything), "shared": shared}


def _counted(file: Path) -> str:
    """Return a document with each number between `<!-- name -->` and `<!-- -->` as it is now."""
    text = file.read_text(encoding="utf-8")
    for name, count in _counts().items():
        marked = re.compile(rf"(<!-- {name} -->)\d+(<!-- -->)")
        if not marked.search(text):
            raise ValueError(f"{file.name} has no number marked <!-- {name} -->")
        text = marked.sub(rf"\g<1>{count}\g<2>", text)
    return text


def _indicators_document() -> str:
    topics, counts = indicators(), _counts()
    lines = [
        "# Indicators",
        "",
        GENERATED,
        "",
        f"{counts['indicators']} indicators, {counts['shared']} for both countries, beside those held "
        "of municipalities alone. An indicator opens at `/?indicator=<id>`, its definition, sources and "
        "coverage at `/sources?indicator=<id>`.",
        "",
        "Comparability: "
        + "; ".join(f"`{code}`: {meaning}" for code, meaning in COMPARABILITY.items())
        + ".",
    ]
    for topic, members in topics:
        lines += ["", f"## {' · '.join(topic.names[language] for language in LANGUAGES)}", ""]
        header = ("Indicator", "한국어", "日本語", "Unit", "Comparability", "Korea", "Japan")
        lines += _table(header, (_indicator_row(one) for one in members))
        lines += ["", *(f"- `{one.id}`: {one.definition['en']}" for one in members)]
    return "\n".join(lines) + "\n"


def _indicator_row(one: Indicator) -> Iterator[str]:
    yield f"{one.names['en']}<br>`{one.id}`"
    yield one.names["ko"]
    yield one.names["ja"]
    yield one.unit["en"]
    yield one.comparability
    for country in COUNTRIES:
        series = ((REGION, "regions"), (MUNICIPALITY, "municipalities"))
        told = (_coverage(one.series_at(level).get(country), places) for level, places in series)
        yield "<br>".join(filter(None, told)) or "–"


def _coverage(country: CountrySeries | None, places: str) -> str | None:
    held = country.coverage if country else None
    if held is None:
        return None
    first, last = held.first_year, held.last_year
    span = str(first) if first == last else f"{first}–{last}"
    return f"{span}, {held.n_regions:,} {places}" if held.n_regions else f"{span}, nation"


def _sources_document() -> str:
    publishers, sources = catalogue().publishers, catalogue().sources
    lines = [
        "# Sources",
        "",
        GENERATED,
        "",
        f"{len(sources)} sources of {len(publishers)} publishers. The licence of a publisher holds for all "
        "its sources unless a source names its own. How the figures reached this repository is said in "
        "`data/catalogue/sources.yaml` (`obtained`) and on the page `/sources`.",
    ]
    for publisher_id, publisher in publishers.items():
        lines += ["", f"## {' · '.join(publisher.names[language] for language in LANGUAGES)}", ""]
        lines += [f"<{publisher.url}>", "", f"- Licence: {publisher.licence}"]
        lines += [f"- {publisher.attribution[language]}" for language in LANGUAGES]
        own = {code: source for code, source in sources.items() if source.publisher == publisher_id}
        if own:
            lines += ["", *_table(("Source", "Title", "Retrieved"), map(_source_row, own.items()))]
    return "\n".join(lines) + "\n"


def _updates_document() -> str:
    lines = [
        "# Updates",
        "",
        GENERATED,
        "",
        "Where the next figures of each indicator come from, how often they are published and when they are "
        "due. What `refresh` cannot bring is updated by hand; [data.md](data.md) explains both.",
        "",
        "“Published” is read from the years held. A month under “Next due” is when the publisher usually has "
        "new figures; where only its page says so, the figures to look for there are named instead. Several "
        "lines of a cell belong to the lines under “Table and items”.",
        "",
        "## Sources of `python -m etl refresh`",
        "",
        *_table(("Source", "Publisher's interface", "What it does", "Key", "Holds"), sources_rows()),
    ]
    header = ("Indicator", "Country", "Table and items", "Published", "Next due")
    for topic, members in indicators():
        lines += ["", f"## {topic.names['en']}", "", *_table(header, updates_rows(members))]
    return "\n".join(lines) + "\n"


def _source_row(item: tuple[str, Source]) -> Iterator[str]:
    code, source = item
    yield f"`{code}`"
    yield f"[{source.title}]({source.url})" + (f" ({source.licence})" if source.licence else "")
    yield source.retrieved_on or "not yet"


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    names = list(header)
    lines = [names, ["---"] * len(names), *(list(row) for row in rows)]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


if __name__ == "__main__":
    main()
