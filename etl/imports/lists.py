"""The lists that can be imported, by their names on the command line."""

from etl.imports.companies import KOREAN_PROGRAMME, LEADING_COMPANIES
from etl.imports.formats import ListFormat
from etl.imports.ties import CLAIR_TIES, GAOK_TIES

FORMATS: dict[str, ListFormat] = {
    one.name: one for one in (LEADING_COMPANIES, CLAIR_TIES, GAOK_TIES, KOREAN_PROGRAMME)
}
