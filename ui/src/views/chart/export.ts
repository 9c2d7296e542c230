import { lookOf } from "@/theme";

import type { Board } from "./Board";
import { legendLines, shapePath } from "./drawn";
import type { Edits } from "./edits";
import { GROUND, INK, type Scheme } from "./look";
import type { ChartData, ChartLink, ChartNode } from "./model";

/** Words of a picture: they come in the viewer's language. */
export interface Captions {
  title: string;
  marking: string;
  legend: Record<"reviewed" | "unreviewed" | "alleged" | "denied" | "disputed" | "hollow" | "width", string>;
  type: (name: string) => string;
  made: string;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
/** A text for XML 1.0, which has no way to write most control characters nor half a character. */
export function escaped(text: string): string {
  const writable = [...new TextDecoder().decode(new TextEncoder().encode(text))]
    .filter((char) => char >= " " || char === "\n" || char === "\t")
    .join("");
  return writable.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}

const HEAD = 46;
const FOOT = 64;

interface Scene {
  nodes: readonly ChartNode[];
  links: readonly ChartLink[];
}

/** What is on the screen: nothing that is hidden by hand. */
function scene(data: ChartData, edits: Edits): Scene {
  const nodes = data.nodes.filter(({ id }) => !edits.hidden.has(id));
  const links = data.links.filter(({ a, b }) => !edits.hidden.has(a) && !edits.hidden.has(b));
  return { nodes, links };
}

/** The chart as it stands on the screen, as SVG: marking at head and foot, a legend, notes. */
export function asSvg(board: Board, data: ChartData, edits: Edits, scheme: Scheme, captions: Captions): string {
  const { nodes, links } = scene(data, edits);
  const { width, height } = board.sigma.getDimensions();
  const ground = GROUND[scheme];
  const ink = INK[scheme];
  const at = new Map(nodes.map(({ id }) => [id, board.onScreen(id)]));
  const out: string[] = [];
  const dash = { solid: "", dashed: ' stroke-dasharray="6.6 4.4"', dotted: ' stroke-dasharray="2 3"' };
  for (const link of links) {
    const [from, to] = link.arrow === 2 ? [link.b, link.a] : [link.a, link.b];
    const [start, end] = [at.get(from), at.get(to)];
    const look = board.lineLookOf(link.id);
    if (!start || !end || !look) continue;
    const line = (colour: string, wide: number, more: string) =>
      `<line x1="${n(start.x)}" y1="${n(start.y)}" x2="${n(end.x)}" y2="${n(end.y)}" stroke="${colour}" stroke-width="${n(wide)}"${more}/>`;
    out.push(line(look.colour, look.width, dash[look.stroke]));
    if (look.double) out.push(line(ground, look.width / 3, ""));
    if (look.heads) out.push(head(start, end, look.width, look.colour));
    if (look.heads === 2) out.push(head(end, start, look.width, look.colour));
  }
  for (const { id, name } of nodes) {
    const place = at.get(id);
    const look = board.lookOf(id);
    if (!place || !look) continue;
    const fill = look.hollow ? ground : look.colour;
    out.push(
      `<path transform="translate(${n(place.x)} ${n(place.y)})" d="${shapePath(look.shape, place.size)}" fill="${fill}" ` +
        `stroke="${look.colour}" stroke-width="1.6"><title>${escaped(name)}</title></path>`,
    );
  }
  for (const label of board.labels.drawn) {
    out.push(
      `<text x="${n(label.x)}" y="${n(label.y)}" font-size="${label.size}" dominant-baseline="central" fill="${ink}" ` +
        `stroke="${ground}" stroke-width="3" paint-order="stroke">${escaped(label.text)}</text>`,
    );
  }
  for (const note of edits.notes) {
    const end = note.at?.startsWith("entity:") ? board.onScreen(note.at.slice(7)) : null;
    const place = note.at
      ? end && { x: end.x + 14 + note.x, y: end.y + 14 + note.y }
      : board.sigma.graphToViewport(note);
    if (place)
      out.push(
        `<text x="${n(place.x)}" y="${n(place.y)}" font-size="12" font-style="italic" fill="${ink}">${escaped(note.text)}</text>`,
      );
  }
  const whole = height + HEAD + FOOT;
  const centred = (y: number, text: string, weight: string) =>
    `<text x="${width / 2}" y="${y}" text-anchor="middle" font-size="13" font-weight="${weight}" fill="${ink}">${escaped(text)}</text>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" ` +
    `font-family="Arial, sans-serif"><title>${escaped(captions.title)}</title>` +
    `<rect width="100%" height="100%" fill="${ground}"/>${centred(18, captions.marking, "700")}${centred(36, captions.title, "400")}` +
    `<svg x="0" y="${HEAD}" width="${width}" height="${height}">${out.join("")}</svg>` +
    `<g transform="translate(16 ${height + HEAD + 14})">${legend(data, scheme, captions)}</g>` +
    `${centred(whole - 8, `${captions.marking} · ${captions.made}`, "700")}</svg>`
  );
}

function head(
  from: { x: number; y: number },
  to: { x: number; y: number; size: number },
  width: number,
  colour: string,
): string {
  const long = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / long, (to.y - from.y) / long];
  const tip = { x: to.x - dx * to.size, y: to.y - dy * to.size };
  const [back, side] = [width * 3, width * 1.2 + 1];
  const points = [
    [tip.x, tip.y],
    [tip.x - dx * back - dy * side, tip.y - dy * back + dx * side],
    [tip.x - dx * back + dy * side, tip.y - dy * back - dx * side],
  ];
  return `<path d="M${points.map(([x = 0, y = 0]) => `${n(x)} ${n(y)}`).join("L")}Z" fill="${colour}"/>`;
}

function legend(data: ChartData, scheme: Scheme, captions: Captions): string {
  const parts: string[] = [];
  let x = 0;
  const word = (text: string) => {
    parts.push(`<text x="${x}" y="4" font-size="11" fill="${INK[scheme]}">${escaped(text)}</text>`);
    x += 14 + text.length * 6;
  };
  for (const type of [...new Set(data.nodes.map((node) => node.type))].sort()) {
    const look = lookOf(type);
    parts.push(`<path transform="translate(${x + 6} 0)" d="${shapePath(look.shape, 5)}" fill="${look[scheme]}"/>`);
    x += 16;
    word(captions.type(type));
  }
  for (const { key, colour, width, dash, double } of legendLines(scheme)) {
    const line = (stroke: string, wide: number) =>
      `<line x1="${x}" y1="0" x2="${x + 24}" y2="0" stroke="${stroke}" stroke-width="${wide}"${dash ? ` stroke-dasharray="${dash}"` : ""}/>`;
    parts.push(line(colour, width) + (double ? line(GROUND[scheme], width / 3) : ""));
    x += 30;
    word(captions.legend[key]);
  }
  return parts.join("");
}

function n(value: number): string {
  return value.toFixed(1);
}

/** The chart with positions as GEXF 1.3 (gexf.net): for Gephi and other programs. The marking stands in its description. */
export function asGexf(board: Board, data: ChartData, edits: Edits, captions: Captions): string {
  const { nodes, links } = scene(data, edits);
  const at = board.positions();
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

/** An SVG drawn on a canvas, twice as fine, as PNG. */
export async function asPng(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hands a file to the browser to be saved. */
export function save(data: Blob, name: string): void {
  const address = URL.createObjectURL(data);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
