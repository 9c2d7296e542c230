import { describe, expect, it } from "vitest";

import { wrapped } from "./notes";

describe("words of a note in lines", () => {
  it("break between words, and where they were broken", () => {
    expect(wrapped("one two three\nfour", 8)).toEqual(["one two", "three", "four"]);
  });

  it("break a word only when it is longer than a line", () => {
    expect(wrapped("a abcdefghij b", 4)).toEqual(["a", "abcd", "efgh", "ij b"]);
  });

  it("lose nothing", () => {
    const text = "Who says so? Ask the court, and whoever wrote the note of 3 March";
    expect(wrapped(text, 20).join(" ")).toBe(text);
    expect(wrapped("", 20)).toEqual([""]);
  });
});
