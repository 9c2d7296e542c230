"""GraphML and GEXF for Gephi, Cytoscape, yEd and networkx: entities as nodes, links as edges with their evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from entramado.model.network import Edge, Entity, Network
from entramado.model.view import View

_NODE = ("label", "type", "kind", "names", "documents", "lat", "lon")
_EDGE = ("predicate", "belief", "origins", "modality", "negated", "disputed", "claims", "files")
_NUMBERS = {"belief": "double", "lat": "double", "lon": "double", "origins": "int"}


def _links(network: Network) -> Iterator[tuple[int, Edge]]:
    """Links between entities, numbered."""
    return enumerate(a for a in network.edges if a.object is not None)


def _node(entity: Entity) -> dict[str, str]:
    cells: dict[str, object | None] = {
        "label": entity.name,
        "type": entity.type,
        "kind": entity.kind,
        "names": "; ".join(entity.names),
        "documents": "; ".join(entity.documents),
        "lat": entity.lat,
        "lon": entity.lon,
    }
    return {key: _clean(str(value)) for key, value in cells.items() if value not in (None, "")}


def _edge(edge: Edge, files: dict[str, str]) -> dict[str, str]:
    cells = {
        "predicate": edge.predicate,
        "belief": f"{edge.belief:.4f}",
        "origins": str(edge.origins),
        "modality": edge.modality,
        "negated": str(edge.negated).lower(),
        "disputed": str(edge.disputed).lower(),
        "claims": "; ".join(edge.claims),
        "files": "; ".join(files.get(doc, doc) for doc in edge.documents),
    }
    return {key: _clean(value) for key, value in cells.items()}


def _clean(text: str) -> str:
    """XML 1.0 has no way to write most control characters."""
    return "".join(c for c in text if c in "\t\n\r" or " " <= c < "\ud800" or "\ue000" <= c < "\ufffe" or c > "\uffff")


def write_graphml(view: View, network: Network, out: TextIO) -> None:
    """GraphML 1.0 (graphml.graphdrawing.org), directed, parallel edges allowed."""
    files = {document.id: document.name for document in view.documents()}
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for scope, keys in (("node", _NODE), ("edge", _EDGE)):
        for key in keys:
            kind = _NUMBERS.get(key, "boolean" if key in ("negated", "disputed") else "string")
            out.write(f'  <key id="{scope}_{key}" for="{scope}" attr.name="{key}" attr.type="{kind}"/>\n')
    out.write('  <graph id="entramado" edgedefault="directed">\n')
    for entity in network.entities.values():
        out.write(f"    <node id={quoteattr(entity.id)}>{_data('node', _node(entity))}</node>\n")
    for number, link in _links(network):
        out.write(
            f'    <edge id="l{number}" source={quoteattr(link.subject)} target={quoteattr(str(link.object))}>'
            f"{_data('edge', _edge(link, files))}</edge>\n"
        )
    out.write("  </graph>\n</graphml>\n")


def _data(scope: str, cells: dict[str, str]) -> str:
    return "".join(f'<data key="{scope}_{key}">{escape(value)}</data>' for key, value in cells.items())


def write_gexf(view: View, network: Network, out: TextIO) -> None:
    """GEXF 1.3 (gexf.net), directed; an edge's weight is its belief."""
    files = {document.id: document.name for document in view.documents()}
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    out.write("  <meta><creator>Entramado</creator></meta>\n")
    out.write('  <graph defaultedgetype="directed" mode="static">\n')
    for scope, keys in (("node", _NODE[1:]), ("edge", _EDGE)):
        out.write(f'    <attributes class="{scope}">\n')
        for key in keys:
            kind = {"double": "double", "int": "integer"}.get(
                _NUMBERS.get(key, ""), "boolean" if key in ("negated", "disputed") else "string"
            )
            out.write(f'      <attribute id="{key}" title="{key}" type="{kind}"/>\n')
        out.write("    </attributes>\n")
    out.write("    <nodes>\n")
    for entity in network.entities.values():
        cells = _node(entity)
        label = cells.pop("label", entity.id)
        out.write(f"      <node id={quoteattr(entity.id)} label={quoteattr(label)}>{_values(cells)}</node>\n")
    out.write("    </nodes>\n    <edges>\n")
    for number, link in _links(network):
        out.write(
            f'      <edge id="l{number}" source={quoteattr(link.subject)} target={quoteattr(str(link.object))} '
            f'label={quoteattr(link.predicate)} weight="{max(link.belief, 0.0001):.4f}">{_values(_edge(link, files))}</edge>\n'
        )
    out.write("    </edges>\n  </graph>\n</gexf>\n")


def _values(cells: dict[str, str]) -> str:
    return "<attvalues>" + "".join(f'<attvalue for="{k}" value={quoteattr(v)}/>' for k, v in cells.items()) + "</attvalues>"
