"""The publishers' interfaces, one module each, all with the shape of `connector.Connector`."""

from etl.sources.connector import Connector
from etl.sources.entry_pages import CLAIR, METI, MIC
from etl.sources.estat import EStat
from etl.sources.estat_dashboard import EStatDashboard
from etl.sources.gbizinfo import GBizInfo
from etl.sources.geoboundaries import GeoBoundaries
from etl.sources.kosis import Kosis
from etl.sources.mois import Mois
from etl.sources.oecd import Oecd
from etl.sources.rates import FederalReserve, WorldBank

__all__ = ["CONNECTORS", "Connector"]

# In the order in which they are asked: where two bring the same figure, the earlier one counts.
CONNECTORS: dict[str, Connector] = {
    one.name: one
    for one in (
        *(EStat(), Mois(), Kosis(), EStatDashboard(), WorldBank(), FederalReserve(), Oecd()),
        *(METI, MIC, CLAIR),
        GBizInfo(),  # after METI, whose list says of which companies
        GeoBoundaries(),
    )
}
