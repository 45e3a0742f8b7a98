"""The lists and tables of figures that can be imported, by their names on the command line."""

from etl.imports.companies import KOREAN_PROGRAMME, LEADING_COMPANIES
from etl.imports.figures import FigureFormat
from etl.imports.formats import ListFormat
from etl.imports.hometown_donations import HOMETOWN_DONATIONS
from etl.imports.hometown_tax import HOMETOWN_TAX
from etl.imports.ties import CLAIR_TIES, GAOK_TIES

FORMATS: dict[str, ListFormat] = {
    one.name: one for one in (LEADING_COMPANIES, CLAIR_TIES, GAOK_TIES, KOREAN_PROGRAMME)
}

FIGURES: dict[str, FigureFormat] = {one.name: one for one in (HOMETOWN_TAX, HOMETOWN_DONATIONS)}
