import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";

import type { Chart, Column, Table } from "../types";
import { Plot } from "./Plot";
import { dayOf, drawn, MOST } from "./points";
import { linear, temporal } from "./scale";

const column = (key: string, form: Column["form"] = "text"): Column => ({
  key,
  title: `Title of ${key}`,
  form,
  help: "",
});
const range = (low: number, mid: number, high: number) => ({ low, mid, high, level: 0.9 });

function table(columns: Column[], rows: Record<string, unknown>[]): Table {
  const shown = (cells: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(cells).map(([key, cell]) => [key, typeof cell === "object" ? "range" : String(cell)]),
    );
  return {
    key: "t",
    title: "Table",
    note: "",
    columns,
    rows: rows.map((cells) => ({ cells, shown: shown(cells), about: [], lines: [] })),
  };
}

function chart(mark: Chart["mark"], x: string, y: string, series: string | null = null): Chart {
  return { key: "c", title: "What is left", table: "t", mark, x, y, series, note: "A note." };
}

function draw(of: Chart, data: Table, width = 600): string {
  const words = { inTable: "Its numbers are in the table below.", left: (count: number) => `${count} more` };
  return renderToStaticMarkup(createElement(Plot, { chart: of, table: data, width, language: "en", words }));
}

const count = (text: string, part: RegExp) => text.match(part)?.length ?? 0;

describe("a chart", () => {
  const years = table(
    [column("date", "date"), column("scenario"), column("members", "count")],
    ["as now", "fewer"].flatMap((scenario) =>
      ["2022-01", "2023-01", "2024-01"].map((date, year) => ({
        date,
        scenario,
        members: range(year, year + 1, year + 3),
      })),
    ),
  );

  it("draws a band and a line for each series, told apart by dashes, and names them", () => {
    const svg = draw(chart("band", "date", "members", "scenario"), years);
    expect(count(svg, /data-series/g)).toBe(2);
    expect(count(svg, /fill-opacity|band/g)).toBeGreaterThanOrEqual(2);
    expect(svg).toContain('stroke-dasharray="6 3"');
    expect(svg).toMatch(/<bdi>as now<\/bdi>[^]*<bdi>fewer<\/bdi>/);
    for (const year of ["2022", "2023", "2024"]) expect(svg).toContain(`>${year}<`);
  });

  it("says what it shows to who does not see it, and where the numbers are", () => {
    const svg = draw(chart("line", "date", "members", "scenario"), years);
    expect(svg).toContain('role="img" aria-label="What is left. Its numbers are in the table below."');
    expect(svg).toContain("A note.");
    expect(svg).toContain("Title of members");
    expect(svg).toContain("Title of date");
  });

  it.each(["bar", "range", "point"] as const)("has the names of a %s down the side, with a mark for each", (mark) => {
    const people = table(
      [column("name"), column("rank", "rank")],
      [
        { name: "Ana Ejemplo", rank: range(1, 2, 4) },
        { name: "Luis Ejemplo", rank: range(2, 3, 3) },
      ],
    );
    const svg = draw(chart(mark, "name", "rank"), people);
    expect(svg).toContain("Ana Ejemplo");
    expect(count(svg, mark === "bar" ? /height="14"/g : /<path/g)).toBe(2);
    expect(count(svg, /class="[^"]*range/g)).toBe(2);
    expect(svg).not.toContain("NaN");
  });

  it("prints shares in per cent, with the unit at the axis", () => {
    const steps = table([column("step"), column("lost", "probability")], [{ step: "money", lost: 0.25 }]);
    const svg = draw(chart("bar", "step", "lost"), steps);
    expect(svg).toContain("Title of lost (%)");
    expect(svg).toMatch(/>\d+%</);
  });

  it("fills a heat chart by the number of its series", () => {
    const pairs = table(
      [column("a"), column("b"), column("n", "count")],
      [
        { a: "x", b: "y", n: 1 },
        { a: "x", b: "z", n: 5 },
      ],
    );
    const svg = draw(chart("heat", "a", "b", "n"), pairs);
    expect(svg).toContain("fill-opacity:1");
    expect(svg).toContain("fill-opacity:0.12");
  });

  it("leaves to the table what it has no room for, and says how many", () => {
    const many = table(
      [column("name"), column("value", "number")],
      Array.from({ length: MOST + 7 }, (_, number) => ({ name: `N${number}`, value: number })),
    );
    expect(drawn(many, chart("bar", "name", "value"))?.points).toHaveLength(MOST);
    expect(draw(chart("bar", "name", "value"), many)).toContain("7 more");
  });

  it("draws nothing of what has no number", () => {
    expect(
      draw(chart("line", "x", "y"), table([column("x", "count"), column("y", "number")], [{ x: 1, y: null }])),
    ).toBe("");
    expect(drawn(table([column("x")], []), chart("bar", "x", "y"))).toBeNull();
  });
});

describe("a scale", () => {
  it("has round ticks that hold all values", () => {
    const { ticks, at, first, last } = linear([0.13, 0.87], 0, 400);
    expect(first).toBeLessThanOrEqual(0.13);
    expect(last).toBeGreaterThanOrEqual(0.87);
    expect(at(first)).toBe(0);
    expect(at(last)).toBeCloseTo(400);
    for (const tick of ticks) expect(String(tick).length).toBeLessThan(6);
  });

  it("holds one value, none, and those below nothing", () => {
    for (const values of [[5], [0], [], [-3, -1]]) {
      const { at, ticks } = linear(values, 0, 300);
      expect(ticks.length).toBeGreaterThan(1);
      for (const value of values) expect(at(value)).toBeGreaterThanOrEqual(0);
    }
  });

  it("has no tick between whole numbers, and none outside when tight", () => {
    expect(linear([0, 2], 0, 600, { tight: true, whole: true }).ticks).toEqual([0, 1, 2]);
    expect(linear([-1, 104], 0, 600, { tight: true }).ticks.every((tick) => tick >= -1 && tick <= 104)).toBe(true);
  });

  it("turns days into years and months", () => {
    const [first, last] = [dayOf("2022") ?? 0, dayOf("2027-01-01") ?? 0];
    const { ticks } = temporal([first, last], 0, 600);
    expect(ticks).toContain(first);
    expect(ticks.length).toBeLessThan(12);
    expect(dayOf("last year")).toBeNull();
  });
});
