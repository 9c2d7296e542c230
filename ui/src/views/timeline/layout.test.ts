import { describe, expect, it } from "vitest";

import { around, spanOf, ticks, written, zoomed } from "./axis";
import { extent, layOut, MARK, neighbour, ROWS, type Dated, type Lane } from "./layout";

const lane = (id: string): Lane => ({ id, label: id, entity: null, total: 0 });
const item = (id: string, first: string, last = first, lanes = ["event:arrest"]): Dated => ({
  id,
  lanes,
  happening: null,
  line: null,
  dates: [],
  first,
  last,
  opens: `entity:${id}`,
});
const lay = (items: Dated[], perDay = 10, opened: string[] = []) =>
  layOut({ lanes: [lane("event:arrest"), lane("event:clash")], items }, perDay, new Set(opened), (each) => each.id);

describe("extent", () => {
  it("is a mark for a day and a bar for a month", () => {
    for (const perDay of [1, 10, 100]) {
      const day = extent("2026-02-22", "2026-02-22", perDay);
      expect(day.right - day.left).toBeCloseTo(MARK);
    }
    const month = extent("2026-02-01", "2026-02-28", 10);
    expect(month.right - month.left).toBe(280);
  });
});

describe("layOut", () => {
  it("covers nothing: what overlaps goes to another row", () => {
    const items = Array.from({ length: 40 }, (_, day) =>
      item(`e${day}`, `2026-01-${String((day % 28) + 1).padStart(2, "0")}`),
    ).sort((a, b) => (a.first ?? "").localeCompare(b.first ?? ""));
    const [arrests] = lay(items, 3, ["event:arrest"]);
    for (const a of arrests?.placed ?? [])
      for (const b of arrests?.placed ?? [])
        if (a !== b && a.row === b.row) expect(a.right <= b.left || b.right <= a.left).toBe(true);
  });

  it("counts what has no row and loses nothing", () => {
    const items = Array.from({ length: 30 }, (_, n) => item(`e${n}`, "2026-02-22"));
    const [arrests] = lay(items);
    expect(arrests?.placed.length).toBe(ROWS);
    expect(arrests?.rest.flatMap((each) => each.items).length).toBe(30 - ROWS);
    const [all] = lay(items, 10, ["event:arrest"]);
    expect(all?.placed.length).toBe(30);
  });

  it("gives the same rows wherever one has panned to", () => {
    const items = [item("a", "2026-01-01"), item("b", "2026-01-02"), item("c", "2026-03-01")];
    expect(lay(items)[0]?.placed.map((each) => each.row)).toEqual([0, 1, 0]);
  });
});

describe("neighbour", () => {
  const lanes = lay([
    item("a", "2026-01-01"),
    item("b", "2026-02-01"),
    item("c", "2026-01-28", "2026-01-28", ["event:clash"]),
  ]);

  it("goes along a lane and to the nearest of the next", () => {
    expect(neighbour(lanes, { lane: "event:arrest", id: "a" }, "right")?.id).toBe("b");
    expect(neighbour(lanes, { lane: "event:arrest", id: "b" }, "right")).toBeNull();
    expect(neighbour(lanes, { lane: "event:arrest", id: "b" }, "down")?.id).toBe("c");
    expect(neighbour(lanes, { lane: "event:clash", id: "c" }, "up")?.id).toBe("b");
  });
});

describe("axis", () => {
  it("writes days, months or years, whichever fit", () => {
    expect(ticks({ start: 20000, end: 20010 }, 1000)[0]?.value).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(ticks({ start: 20000, end: 20300 }, 1000)[0]?.value).toMatch(/^\d{4}-\d\d$/);
    expect(ticks({ start: 10000, end: 20000 }, 1000)[0]?.value).toMatch(/^\d{4}$/);
  });

  it("zooms around a day that stays in its place", () => {
    const span = zoomed({ start: 0, end: 100 }, 0.5, 25);
    expect((25 - span.start) / (span.end - span.start)).toBeCloseTo(0.25);
  });

  it("reads what it wrote, and nothing else", () => {
    const span = around("2026-01-01", "2026-02-28");
    const text = written(span);
    expect(written(spanOf(text) ?? span)).toBe(text);
    for (const wrong of [null, "", "2026", "a..b", "2026-01-01..2025-01-01"]) expect(spanOf(wrong)).toBeNull();
  });
});
