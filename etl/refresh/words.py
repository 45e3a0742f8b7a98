"""Names and sentences of a refresh in three languages, from the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import pandas as pd

from etl import files
from etl.catalogue import Catalogue
from etl.languages import LANGUAGES
from etl.paths import Paths
from etl.problems import DataError, examples

Text = dict[str, str]
EXAMPLES = 3
INPUT_OF = 2
EXACT_DIGITS = 15
PLAIN = "x"  # the formula of an indicator that is one series as published


@dataclass(frozen=True)
class Words:
    """What a refresh needs to speak to readers.

    Attributes:
        texts: Content of refresh_texts.yaml.
        regions: Names of the regions by code.
        series: Names of (dataset, indicator) pairs, where an indicator of the catalogue is just that series.
        inputs: Names of the indicators that the other pairs are inputs of.
    """

    texts: Mapping[str, Any]
    regions: Mapping[str, Text]
    series: Mapping[tuple[str, str], Text]
    inputs: Mapping[tuple[str, str], list[Text]]

    def failure(self, code: str, **values: str) -> Text:
        """Return the reason for a failure."""
        return self._filled(self.texts["failures"].get(code) or self.texts["failures"]["unreadable"], values)

    def change(self, kind: str, **values: Any) -> Text:
        """Return a line of the change log; a value may be a text in three languages."""
        return self._filled(self.texts["changes"][kind], values)

    def title(self, name: str) -> Text:
        """Return a heading."""
        return dict(self.texts["titles"][name])

    def name(self, dataset: str, indicator: str) -> Text:
        """Return the name of a series; one that no indicator shows as such goes by what it feeds."""
        pair = (dataset, indicator)
        if pair in self.series:
            return self.series[pair]
        written = self.texts.get("series", {}).get(f"{dataset}/{indicator}")
        if written:
            return dict(written)
        if pair not in self.inputs:
            return dict.fromkeys(LANGUAGES, f"{dataset}/{indicator}")
        names = self.inputs[pair]
        indicators = {one: examples([name[one] for name in names], INPUT_OF, ", ") for one in LANGUAGES}
        return self._filled(self.texts["titles"]["input"], {"indicators": indicators, "code": indicator})

    def examples(self, pairs: pd.DataFrame) -> Text:
        """Return the first rows as "Seoul 2024: 1 → 2", in three languages."""
        rows = pairs.head(EXAMPLES + 1).to_dict("records")
        found = {}
        for language in LANGUAGES:
            texts = []
            for row in rows:
                place = self.regions.get(str(row["region_code"]), {}).get(language, row["region_code"])
                value = " → ".join(grouped(text) for text in (row["old"], row["new"]) if pd.notna(text))
                texts.append(f"{place} {row['year']}: {value}")
            found[language] = examples(texts, EXAMPLES)
        return found

    @staticmethod
    def _filled(templates: Mapping[str, str], values: Mapping[str, Any]) -> Text:
        return {
            language: templates[language].format(
                **{
                    name: value[language] if isinstance(value, dict) else value
                    for name, value in values.items()
                }
            )
            for language in LANGUAGES
        }


def read_words(paths: Paths, catalogue: Catalogue) -> Words:
    """Read the words.

    Raises:
        DataError: If the file is missing or broken.
    """
    texts = read_texts(paths)
    regions = {
        str(row["region_code"]): {language: str(row[f"short_{language}"]) for language in LANGUAGES}
        for row in catalogue.regions.to_dict("records")
    }
    return Words(texts, regions, *_series_names(catalogue))


def read_texts(paths: Paths) -> Mapping[str, Any]:
    """Read the sentences.

    Raises:
        DataError: If the file is missing or broken.
    """
    path = paths.catalogue / "refresh_texts.yaml"
    try:
        return dict(files.read_yaml(path, paths.shown(path)))
    except files.Unreadable as error:
        raise DataError([error.problem]) from None


def grouped(text: str) -> str:
    """Return a number given as text with thousands separators.

    Digits beyond those a binary number holds are noise of the publisher's program (1155738.9000000001).
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if number.is_finite() and len(number.as_tuple().digits) > EXACT_DIGITS:
        number = Decimal(f"{float(number):.{EXACT_DIGITS}g}")
    return f"{number:,f}"


def _series_names(
    catalogue: Catalogue,
) -> tuple[dict[tuple[str, str], Text], dict[tuple[str, str], list[Text]]]:
    plainly: dict[tuple[str, str], Text] = {}
    as_input: dict[tuple[str, str], list[Text]] = {}
    for entry in catalogue.indicators:
        for country in entry.countries.values():
            plain = country.formula.strip() == PLAIN and len(country.inputs) == 1
            for leaf in country.leaves:
                pair = (leaf.dataset, leaf.indicator)
                if plain and not leaf.where:
                    plainly.setdefault(pair, entry.names)
                elif entry.names not in as_input.setdefault(pair, []):
                    as_input[pair].append(entry.names)
    return plainly, as_input
