import { lookOf } from "@/theme";

import { DISC } from "./discs";
import { legendLines, shapePath } from "./drawn";
import type { At } from "./edits";
import { mixed } from "./gl/palette";
import { GROUND, INK, NOTE, type Scheme } from "./look";
import type { Picture } from "./picture";
import { escaped } from "./xml";

/** Words of a picture: they come in the viewer's language. */
export interface Captions {
  title: string;
  marking: string;
  legend: Record<"reviewed" | "unreviewed" | "alleged" | "denied" | "disputed" | "hollow" | "width", string>;
  /** Types that are on the chart, by name, and how each is called. */
  types: readonly { type: string; name: string }[];
  made: string;
}

const HEAD = 46;
const ROW = 18;
const EDGE = 16;
const DASH = { solid: "", dashed: ' stroke-dasharray="6.6 4.4"', dotted: ' stroke-dasharray="2 3"' };

/** A picture as SVG, in the order of the screen: groups, lines, nodes, names, notes; marking at head and foot, and a legend. */
export function asSvg(picture: Picture, captions: Captions): string {
  const { width, height, scheme } = picture;
  const ground = GROUND[scheme];
  const ink = INK[scheme];
  const explained = legend(scheme, captions, width - 2 * EDGE);
  const whole = height + HEAD + explained.rows * ROW + 34;
  const centred = (y: number, text: string, weight: string) =>
    `<text x="${width / 2}" y="${y}" text-anchor="middle" font-size="13" font-weight="${weight}" fill="${ink}">${escaped(text)}</text>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" ` +
    `font-family="Arial, sans-serif"><title>${escaped(captions.title)}</title>` +
    `<rect width="100%" height="100%" fill="${ground}"/>${centred(18, captions.marking, "700")}${centred(36, captions.title, "400")}` +
    `<svg x="0" y="${HEAD}" width="${width}" height="${height}">${drawing(picture)}</svg>` +
    `<g transform="translate(${EDGE} ${height + HEAD + 14})">${explained.text}</g>` +
    `${centred(whole - 8, `${captions.marking} · ${captions.made}`, "700")}</svg>`
  );
}

function drawing({ scheme, discs, lines, nodes, labels, notes }: Picture): string {
  const [ground, ink] = [GROUND[scheme], INK[scheme]];
  const out: string[] = [];
  for (const disc of discs) {
    out.push(
      `<circle cx="${n(disc.x)}" cy="${n(disc.y)}" r="${n(disc.radius)}" fill="${DISC[scheme].fill}" stroke="${DISC[scheme].stroke}"` +
        `${disc.dashed ? ' stroke-dasharray="4 4"' : ""}><title>${escaped(disc.name)}</title></circle>`,
    );
  }
  for (const { from, to, look } of lines) {
    const line = (colour: string, wide: number, more: string) =>
      `<line x1="${n(from.x)}" y1="${n(from.y)}" x2="${n(to.x)}" y2="${n(to.y)}" stroke="${colour}" stroke-width="${n(wide)}"${more}/>`;
    out.push(line(look.colour, look.width, DASH[look.stroke]));
    if (look.double) out.push(line(ground, look.width / 3, ""));
    if (look.heads) out.push(head(from, to, look.width, look.colour));
    if (look.heads === 2) out.push(head(to, from, look.width, look.colour));
  }
  for (const { x, y, size, name, look } of nodes) {
    out.push(
      `<path transform="translate(${n(x)} ${n(y)})" d="${shapePath(look.shape, size)}" fill="${look.hollow ? mixed(ground, look.colour, 0.14) : look.colour}" ` +
        `stroke="${look.colour}" stroke-width="1.6"><title>${escaped(name)}</title></path>`,
    );
  }
  for (const label of labels) {
    out.push(
      `<text x="${n(label.x)}" y="${n(label.y)}" font-size="${label.size}" font-weight="${label.strong ? 600 : 400}" dominant-baseline="central" fill="${ink}" ` +
        `stroke="${ground}" stroke-width="3" paint-order="stroke">${escaped(label.text)}</text>`,
    );
  }
  for (const { x, y, lines: words } of notes) {
    const wide = 12 + 6.2 * Math.max(...words.map((each) => each.length));
    const rows = words.map((each, i) => `<tspan x="${n(x + 6)}" y="${n(y + 16 + 15 * i)}">${escaped(each)}</tspan>`);
    out.push(
      `<rect x="${n(x)}" y="${n(y)}" width="${n(wide)}" height="${n(9 + 15 * words.length)}" rx="2" ` +
        `fill="${NOTE[scheme].fill}" stroke="${NOTE[scheme].stroke}"/><text font-size="12" fill="${ink}">${rows.join("")}</text>`,
    );
  }
  return out.join("");
}

function head(from: At, to: At & { size: number }, width: number, colour: string): string {
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

/** What the picture's shapes and lines mean, in as many rows as the width asks for. */
function legend(scheme: Scheme, captions: Captions, width: number): { text: string; rows: number } {
  const parts: string[] = [];
  let [x, row] = [0, 0];
  const item = (sign: string, signed: number, text: string) => {
    const wide = signed + 14 + text.length * 6;
    if (x > 0 && x + wide > width) [x, row] = [0, row + 1];
    parts.push(
      `<g transform="translate(${n(x)} ${row * ROW})">${sign}<text x="${signed}" y="4" font-size="11" fill="${INK[scheme]}">${escaped(text)}</text></g>`,
    );
    x += wide;
  };
  for (const { type, name } of captions.types) {
    const look = lookOf(type);
    item(`<path transform="translate(6 0)" d="${shapePath(look.shape, 5)}" fill="${look[scheme]}"/>`, 16, name);
  }
  const hollow = `d="${shapePath("circle", 5)}" fill="${GROUND[scheme]}" stroke="${INK[scheme]}" stroke-width="1.6"`;
  item(`<path transform="translate(6 0)" ${hollow}/>`, 16, captions.legend.hollow);
  for (const { key, colour, width: wide, dash, double } of legendLines(scheme)) {
    const line = (stroke: string, thick: number) =>
      `<line x1="0" y1="0" x2="24" y2="0" stroke="${stroke}" stroke-width="${thick}"${dash ? ` stroke-dasharray="${dash}"` : ""}/>`;
    item(line(colour, wide) + (double ? line(GROUND[scheme], wide / 3) : ""), 30, captions.legend[key]);
  }
  item("", 0, captions.legend.width);
  return { text: parts.join(""), rows: row + 1 };
}

function n(value: number): string {
  return value.toFixed(1);
}
