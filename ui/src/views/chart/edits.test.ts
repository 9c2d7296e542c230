import { describe, expect, it } from "vitest";

import { begun, byHand, done, edited, NO_EDITS, redone, settled, undone, type Edit } from "./edits";

const STEPS: Edit[] = [
  { kind: "move", to: new Map([["a", { x: 1, y: 2 }]]), pin: true },
  { kind: "hide", ids: ["b", "c"], on: true },
  { kind: "expand", ids: ["a"] },
  { kind: "add", ids: ["d"] },
  { kind: "group", by: "community" },
  { kind: "note", note: { text: "Who?", x: 0, y: 0, at: "entity:a" } },
  { kind: "pin", ids: ["a"], on: false },
];

describe("edits of a chart", () => {
  it("are all taken back and done again", () => {
    const whole = STEPS.reduce(done, begun());
    let back = whole;
    for (let step = 0; step < STEPS.length; step++) back = undone(back);
    expect(back.now).toEqual(NO_EDITS);
    expect(undone(back)).toBe(back);
    let again = back;
    for (let step = 0; step < STEPS.length; step++) again = redone(again);
    expect(again.now).toEqual(whole.now);
    expect(redone(again)).toBe(again);
  });

  it("forget what was taken back once something else is done", () => {
    const changed = done(undone(STEPS.reduce(done, begun())), { kind: "hide", ids: ["z"], on: true });
    expect(redone(changed)).toBe(changed);
  });

  it("leave no step behind when they change nothing", () => {
    const once = done(begun(), { kind: "hide", ids: ["b"], on: true });
    expect(done(once, { kind: "hide", ids: ["b"], on: true })).toBe(once);
    expect(done(once, { kind: "expand", ids: [] })).toBe(once);
  });

  it("pin what is moved, and keep earlier edits as they were", () => {
    const before = NO_EDITS;
    const after = edited(before, { kind: "move", to: new Map([["a", { x: 3, y: 4 }]]), pin: true });
    expect(after.pinned.has("a")).toBe(true);
    expect(before.pinned.size).toBe(0);
  });

  it("change a note in its place", () => {
    const one = edited(NO_EDITS, { kind: "note", note: { text: "one", x: 0, y: 0, at: null } });
    const two = edited(one, { kind: "note", note: { text: "two", x: 5, y: 5, at: null } });
    const changed = edited(two, { kind: "note", note: { id: 1, text: "first", x: 1, y: 1, at: null } });
    expect(changed.notes.map((note) => note.text)).toEqual(["first", "two"]);
    expect(edited(changed, { kind: "unnote", id: 1 }).notes.map((note) => note.id)).toEqual([2]);
  });

  it("move a node in one arrangement alone", () => {
    const free = edited(NO_EDITS, STEPS[0] as Edit);
    const apart = edited(edited(free, { kind: "group", by: "region" }), {
      kind: "move",
      to: new Map([["a", { x: 9, y: 9 }]]),
      pin: true,
    });
    expect(apart.moved.none.get("a")).toEqual({ x: 1, y: 2 });
    expect(apart.moved.region.get("a")).toEqual({ x: 9, y: 9 });
    expect(apart.moved.community.size).toBe(0);
  });

  it("know what would be lost with the page", () => {
    expect(byHand(edited(NO_EDITS, { kind: "hide", ids: ["a"], on: true }))).toBe(false); // the address has it
    expect(byHand(edited(NO_EDITS, STEPS[0] as Edit))).toBe(true);
    expect(byHand(edited(NO_EDITS, { kind: "note", note: { text: "", x: 0, y: 0, at: null } }))).toBe(false);
  });

  it("go back beyond the time that the chart was kept, to where everybody stood", () => {
    const moved = done(begun(), STEPS[0] as Edit);
    const kept = settled(moved, () => ({ x: 7, y: 7 }));
    expect(kept.now).toBe(moved.now);
    expect(undone(kept).now.moved.none.get("a")).toEqual({ x: 7, y: 7 });
    expect(redone(undone(kept)).now).toBe(moved.now);
  });

  it("do not take back from a kept chart whom they brought", () => {
    const brought = done(done(begun(), STEPS[2] as Edit), STEPS[1] as Edit);
    const kept = settled(brought, () => undefined);
    expect(kept.past).toHaveLength(1);
    expect(undone(kept).now.expanded).toEqual(["a"]);
  });
});
