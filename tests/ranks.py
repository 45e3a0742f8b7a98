"""The ranks of all regions of one year, as every page has them."""

import pandas as pd

from regions.database.build import Build
from regions.figures.panel import panel
from regions.figures.statements import with_ranks
from regions.words.snapshot import snapshot_of


def ranks(build: Build, indicator_id: str, year: int, currency: str | None = None) -> pd.DataFrame:
    """Return the regions and nations with a figure, columns as `with_ranks`."""
    figures = panel(build, indicator_id, currency)
    return with_ranks(snapshot_of(build, figures, year).frame, figures.indicator, currency, build.catalogue)
