"""What municipalities are called where places of everywhere stand side by side: no two of them alike.

There are six 중구 and two 府中市; in English a capital is called like its prefecture. Beside such a name
stands what tells it from the others: its kind, its province or prefecture, its original name.
"""

from collections import Counter
from collections.abc import Mapping

from i18n.messages import messages
from regions.database.languages import LANGUAGES, Language, Text
from regions.database.regions import Municipality, Region


def place_labels(
    regions: Mapping[str, Region], places: Mapping[str, Municipality], *, shortened: bool = True
) -> dict[str, Text]:
    """Return a name of each municipality that no other place has, in each language.

    Args:
        regions: Nations, provinces and prefectures.
        places: The municipalities.
        shortened: Whether it is the short name wherever that is enough, in English without its ending.
    """
    by_language = [_labels(regions, places, language, shortened) for language in LANGUAGES]
    return {code: Text(*(labels[code] for labels in by_language)) for code in places}


def _labels(
    regions: Mapping[str, Region], places: Mapping[str, Municipality], language: Language, shortened: bool
) -> dict[str, str]:
    t = messages(language)
    taken = Counter(region.short[language] for region in regions.values())

    def within(one: Municipality) -> str:
        region = regions[one.parent_code].short[language]
        return t("place.within", place=one.name[language], region=region)

    def original(one: Municipality) -> str:
        return t("place.original", place=within(one), original=one.name["ja"])

    calls = [lambda one: one.short[language], lambda one: one.name[language], within, original]
    found: dict[str, str] = {}
    for call in calls if shortened else calls[1:]:
        names = {code: call(one) for code, one in places.items() if code not in found}
        counts = taken + Counter(names.values()) + Counter(found.values())
        found |= {code: name for code, name in names.items() if counts[name] == 1}
    return found
