"""Ways out of a case. Each exporter writes what one viewer may see; a new one is a function and a line here."""

from collections.abc import Callable
from typing import Final, TextIO

from entramado.model.network import Network
from entramado.model.view import View
from entramado.share.exports import claims, geojson, graph, table
from entramado.share.exports import followthemoney as ftm

Exporter = Callable[[View, Network, TextIO], None]

EXPORTERS: Final[dict[str, Exporter]] = {
    "claims": claims.write,
    "ftm": ftm.write,
    "graphml": graph.write_graphml,
    "gexf": graph.write_gexf,
    "csv": table.write,
    "geojson": geojson.write,
}

__all__ = ["EXPORTERS", "Exporter"]
