import type { At } from "./edits";
import type { ChartLink, ChartNode } from "./model";
import type { Captions } from "./svg";
import { escaped } from "./xml";

/** Nodes and lines with positions as GEXF 1.3 (gexf.net): for Gephi and other programs. The marking stands in its description. */
export function asGexf(
  { nodes, links }: { nodes: readonly ChartNode[]; links: readonly ChartLink[] },
  at: ReadonlyMap<string, At>,
  captions: Captions,
): string {
  const value = (key: string, text: string | number | boolean) =>
    `<attvalue for="${key}" value="${escaped(String(text))}"/>`;
  const attribute = (id: string, type: string) => `<attribute id="${id}" title="${id}" type="${type}"/>`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">`,
    `<meta><creator>Entramado</creator><description>${escaped(`${captions.marking} · ${captions.title} · ${captions.made}`)}</description></meta>`,
    `<graph defaultedgetype="undirected" mode="static">`,
    `<attributes class="node">${["type", "kind", "review"].map((id) => attribute(id, "string")).join("")}</attributes>`,
    `<attributes class="edge">${["predicates", "style", "review"].map((id) => attribute(id, "string")).join("")}${attribute("belief", "double")}${attribute("disputed", "boolean")}</attributes>`,
    `<nodes>`,
    ...nodes.map(({ id, name, type, kind, review, radius, ...node }) => {
      const { x, y } = at.get(id) ?? node;
      return (
        `<node id="${escaped(id)}" label="${escaped(name)}"><attvalues>${value("type", type)}${kind ? value("kind", kind) : ""}` +
        `${value("review", review)}</attvalues><viz:position x="${n(x)}" y="${n(y)}" z="0"/><viz:size value="${n(radius)}"/></node>`
      );
    }),
    `</nodes>`,
    `<edges>`,
    ...links.map((link) => {
      const [from, to] = link.arrow === 2 ? [link.b, link.a] : [link.a, link.b];
      const directed = link.arrow === 1 || link.arrow === 2;
      return (
        `<edge id="${escaped(link.id)}" source="${escaped(from)}" target="${escaped(to)}" weight="${Math.max(link.belief, 0.0001).toFixed(4)}"` +
        `${directed ? ' type="directed"' : ""}><attvalues>${value("predicates", link.says.join("; "))}${value("style", link.style)}` +
        `${value("review", link.review)}${value("belief", link.belief)}${value("disputed", link.disputed)}</attvalues></edge>`
      );
    }),
    `</edges>`,
    `</graph>`,
    `</gexf>`,
  ].join("\n");
}

function n(value: number): string {
  return value.toFixed(1);
}
