import { describe, expect, it } from "vitest";

import { nextOf, segmentsOf, stateOf } from "./segments";
import type { ClaimMark, MentionMark } from "./types";

const claim = (id: string, spans: [number, number][], state: ClaimMark["state"] = "unreviewed"): ClaimMark => ({
  claim: id,
  says: id,
  subject: id,
  predicate: "leads",
  far: null,
  negated: false,
  former: false,
  spans,
  place: "",
  state,
  disputed: false,
  by_hand: false,
  reviewed_by: [],
  belief: null,
});
const mention = (start: number, end: number, referent = "r"): MentionMark => ({
  start,
  end,
  referent,
  entity: { id: "e", name: "E", type: "Person", kind: null, described: "person" },
});
const block = (text: string, start = 0) => ({ start, text, kind: "text" as const });

describe("segmentsOf", () => {
  it("cuts where marks begin and end, and loses no letter", () => {
    const found = segmentsOf(
      block("Ana leads the gang.", 100),
      [mention(100, 103), mention(110, 118)],
      [claim("a", [[100, 119]]), claim("b", [[104, 118]])],
      [],
    );
    expect(found.map(({ text }) => text)).toEqual(["Ana", " ", "leads ", "the gang", "."]);
    expect(found.map(({ claims }) => claims.map((each) => each.claim).join())).toEqual(["a", "a", "a,b", "a,b", "a"]);
    expect(found.map((each) => Boolean(each.mention))).toEqual([true, false, false, true, false]);
  });

  it("clips marks that come from another line or go on in the next", () => {
    const found = segmentsOf(block("middle", 10), [], [claim("a", [[0, 13]]), claim("b", [[15, 90]])], []);
    expect(found.map(({ text, claims }) => [text, claims.length])).toEqual([
      ["mid", 1],
      ["dl", 0],
      ["e", 1],
    ]);
  });

  it("counts characters and not UTF-16 units", () => {
    const found = segmentsOf(block("\u{1f600}\u{1f600} Ana"), [mention(3, 6)], [], []);
    expect(found.map(({ text }) => text)).toEqual(["\u{1f600}\u{1f600} ", "Ana"]);
  });

  it("sets a character that hides apart", () => {
    const found = segmentsOf(block("a\ufffdb"), [], [], [{ at: 1, code: "U+202E" }]);
    expect(found.map(({ hidden }) => hidden)).toEqual([null, "U+202E", null]);
  });

  it("takes the innermost of mentions in one another", () => {
    const found = segmentsOf(block("the army of Mexico"), [mention(0, 18, "army"), mention(12, 18, "mexico")], [], []);
    expect(found.map((each) => each.mention?.referent)).toEqual(["army", "mexico"]);
  });
});

it("shades a run by what most needs a person's eyes", () => {
  expect(stateOf([])).toBeNull();
  expect(stateOf([claim("a", [], "reviewed"), claim("b", [], "unreviewed"), claim("c", [], "misread")])).toBe(
    "unreviewed",
  );
  expect(stateOf([claim("a", [], "unreviewed"), claim("b", [], "differing")])).toBe("differing");
});

it("goes through the claims of a run", () => {
  expect(nextOf(["a", "b"], null)).toBe("a");
  expect(nextOf(["a", "b"], "a")).toBe("b");
  expect(nextOf(["a", "b"], "b")).toBe("a");
  expect(nextOf([], "a")).toBeUndefined();
});
