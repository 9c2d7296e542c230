import { describe, expect, it } from "vitest";

import type { Picture } from "./picture";
import { asSvg, type Captions } from "./svg";

const CAPTIONS: Captions = {
  title: "A <b>chart</b> & more",
  marking: "TLP:AMBER",
  legend: {
    reviewed: "reviewed",
    unreviewed: "unreviewed",
    alleged: "alleged",
    denied: "denied",
    disputed: "disputed",
    hollow: "hollow",
    width: "wide is believed",
  },
  types: [{ type: "Person", name: "Persons" }],
  made: "made now",
};
const LOOK = { colour: "#102030", dimmed: "#ddeeff", hollow: false, shape: "circle" as const };
const LINE = {
  colour: "#aa0000",
  dimmed: "#eecccc",
  width: 3,
  stroke: "dashed" as const,
  double: true,
  heads: 1 as const,
};
const [ANA, LOS] = [
  { x: 10, y: 20, size: 5 },
  { x: 90, y: 60, size: 5 },
];
const PICTURE: Picture = {
  width: 800,
  height: 400,
  scheme: "light",
  discs: [{ x: 50, y: 40, radius: 70, name: "Los Ejemplo", dashed: true }],
  lines: [{ from: ANA, to: LOS, look: LINE }],
  nodes: [
    { ...ANA, name: "Ana Ejemplo", look: LOOK },
    { ...LOS, name: '"Los" <Ejemplo>', look: { ...LOOK, hollow: true } },
  ],
  labels: [{ text: "Ana Ejemplo", x: 18, y: 20, size: 12, strong: false }],
  notes: [{ x: 50, y: 40, lines: ["Who says so?", "Ask <her>"] }],
};

describe("a chart as a drawing", () => {
  const svg = asSvg(PICTURE, CAPTIONS);

  it("has groups, lines, nodes, names and notes, the marking twice, and what all of it means", () => {
    expect(svg).toContain('<circle cx="50.0" cy="40.0" r="70.0"');
    expect(svg).toContain("<title>Los Ejemplo</title>");
    expect(svg).toContain('stroke-dasharray="6.6 4.4"');
    expect(svg).toContain(">Who says so?</tspan>");
    expect(svg.match(/TLP:AMBER/g)).toHaveLength(2);
    for (const said of Object.values(CAPTIONS.legend)) expect(svg).toContain(`>${said}</text>`);
  });

  it("escapes every text", () => {
    expect(svg).not.toMatch(/<b>|<her>|<Ejemplo>/);
    expect(svg).toContain("A &lt;b&gt;chart&lt;/b&gt; &amp; more");
  });

  it("breaks its legend where the chart is narrow", () => {
    const height = (text: string) => Number(/height="(\d+)"/.exec(text)?.[1]);
    expect(height(asSvg({ ...PICTURE, width: 300 }, CAPTIONS))).toBeGreaterThan(height(svg));
  });
});
