import { describe, expect, it } from "vitest";

import { filterOf } from "./filter";
import { pairOf, selectionOf } from "./selection";
import { addressOf, changed, kept } from "./url";

describe("the address", () => {
  it("takes changes over and leaves the rest", () => {
    expect(changed("a=1&b=2", { a: null, c: ["x", "y"] })).toBe("b=2&c=x&c=y");
    expect(changed("hide_type=Person&hide_type=Event", { hide_type: [] })).toBe("");
  });

  it("carries filter and selection to another view, and nothing of the view", () => {
    expect(kept("lane=kind&from=2026&sel=claim:c1&hide_grade=D&hide_grade=E")).toBe(
      "from=2026&hide_grade=D&hide_grade=E&sel=claim%3Ac1",
    );
    expect(addressOf("/map", "lane=kind")).toBe("/map");
    expect(addressOf("/subjects/e1", "sel=entity:e1&from=2026", { sel: null })).toBe("/subjects/e1?from=2026");
  });
});

describe("the filter", () => {
  it("is what the API takes, without what hides nothing", () => {
    expect(filterOf("from=2026-02&undated=true&belief=0&hide_type=Place&hide_type=Event&hide_type=Place")).toEqual({
      from: "2026-02",
      hide_type: ["Event", "Place"],
    });
    expect(filterOf("undated=false&belief=0.5&review=reviewed")).toEqual({
      undated: false,
      belief: 0.5,
      review: "reviewed",
    });
  });

  it("takes no nonsense over", () => {
    expect(filterOf("belief=7&review=maybe&undated=&hide_grades=A")).toEqual({});
    expect(filterOf("belief=NaN")).toEqual({});
  });
});

describe("the selection", () => {
  it("reads the three kinds and nothing else", () => {
    expect(selectionOf("pair:a~b")).toEqual({ kind: "pair", id: "a~b" });
    expect(selectionOf("entity:x:y")).toEqual({ kind: "entity", id: "x:y" });
    for (const text of [null, "", "entity", "entity:", ":x", "case:x"]) expect(selectionOf(text)).toBeNull();
  });

  it("names a pair the same from both ends", () => {
    expect(pairOf("b", "a")).toBe(pairOf("a", "b"));
  });
});
