"""Forums, conferences and agreements between the two countries, and the federations of small businesses."""

import pandas as pd

from i18n.messages import messages
from regions.asking.view import View
from regions.database.build import Build
from regions.database.languages import Language
from regions.database.memory import per_build
from regions.shapes.listing import Listing, make_listing, region_names, translated

# In the order drawn, the series that regions themselves carry first.
SERIES = (
    *("interregional_forum", "kyushu", "hokuriku", "governors", "sme_federations", "pan_yellow_sea"),
    *("jp_summit", "kr_domestic", "other"),
)
COLUMNS = (
    *("date", "title", "series_name", "region", "place_name", "participants", "participants_kr"),
    *("participants_jp", "organiser", "note"),
)
# Who spoke to whom at the interregional forum of 2021, in the order of the programme.
FORUM_PAIRS = (("KR-47", "JP-22"), ("KR-27", "JP-42"), ("KR-45", "JP-04"), ("KR-29", "JP-47"))


@per_build(4)
def all_meetings(build: Build) -> pd.DataFrame:
    """Return every meeting recorded, oldest first.

    Columns as the table `exchange_event`, and `year` (whole) and `moment` (year with its fraction, the middle
    of the year or month where the source gives no more).
    """
    frame = build.query("SELECT * FROM exchange_event ORDER BY date, event_id")
    return frame.assign(year=frame.date.str[:4].astype(int), moment=[moment_of(date) for date in frame.date])


def moment_of(date: str) -> float:
    """Return a date of year, month or day as a year with its fraction."""
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return parts[0] + 0.5
    days = parts[2] if len(parts) > 2 else 15
    return round(parts[0] + (parts[1] - 1) / 12 + (days - 1) / 365, 3)


def meetings_listing(view: View, build: Build, meetings: pd.DataFrame | None = None) -> Listing:
    """Return meetings as a list, newest first, titles in the reader's language.

    Places and organisers stay as published. Participants are missing where no number is known.
    """
    language = view.language
    t = messages(language)
    frame = all_meetings(build) if meetings is None else meetings
    frame = frame.sort_values(["date", "event_id"], ascending=False)
    data = frame.assign(
        title=translated(frame, "title", language),
        series_name=[t(f"series.{code}") for code in frame.series],
        region=region_names(frame.region_code, build.catalogue, language),
        note=translated(frame, "note", language),
    ).drop(columns=["note_ko", "note_ja", "moment"])
    return make_listing(
        "meetings",
        view,
        build,
        data.reset_index(drop=True),
        COLUMNS,
        title=t("meetings.title", first=int(frame.year.min()), last=int(frame.year.max())),
        subtitle=t.plural("meetings.held", len(frame)),
        partial=t("meetings.partial"),
        notes=(t("meetings.originals"),),
    )


def federations(build: Build, language: Language) -> pd.DataFrame:
    """Return the two federations of small businesses side by side.

    Columns `country, indicator, title, figure, unit, date, source_id`: organisations, businesses and year of
    foundation as stated in 2024.
    """
    frame = build.query(
        "SELECT country, indicator, title_ko, title_ja, title_en, figure, unit, date, source_id"
        " FROM policy_milestone WHERE kind = 'federation_figure' ORDER BY country DESC, indicator"
    )
    return frame.assign(title=translated(frame, "title", language))
