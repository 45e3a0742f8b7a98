"""The publishers' interfaces, one module each, all with the shape of `connector.Connector`.

A module that offers any names them in its `CONNECTORS`; it is found by lying in this folder.
"""

from importlib import import_module
from pkgutil import iter_modules

from etl.sources.connector import Connector

__all__ = ["CONNECTORS", "Connector"]


def _connectors() -> list[Connector]:
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return [connector for module in modules for connector in getattr(module, "CONNECTORS", ())]


# In the order in which they are asked.
CONNECTORS: dict[str, Connector] = {
    connector.name: connector for connector in sorted(_connectors(), key=lambda one: one.rank)
}
