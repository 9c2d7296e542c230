import { describe, expect, it } from "vitest";

import { changed } from "@/state/url";

import { changesOf, keyOf, parted, questionOf, withOption } from "./asked";
import { ordered, scales } from "./sorting";
import type { Analysis, Column, Option, Table } from "./types";

function option(name: string, sort: Option["sort"], more: Partial<Option> = {}): Option {
  return { name, sort, many: false, optional: true, default: null, choices: [], help: "", ...more };
}

const ANALYSIS = {
  name: "new",
  question: "",
  words: "",
  reads: "ties",
  nodes: "",
  links: "",
  options: [
    option("remove", "entity", { many: true, default: [] }),
    option("weeks", "int", { default: 104 }),
    option("leading", "flag", { default: true }),
    option("phases", "int", { many: true, default: [] }),
    option("objective", "text", { choices: ["a", "b"], default: "a" }),
  ],
} as Analysis;

describe("a question in the address", () => {
  const question = {
    options: { remove: ["e1", "e2"], weeks: 52, leading: false, phases: [1, 2] },
    about: ["e3"],
    former: true,
  };

  it("comes back as it was", () => {
    const search = changed("sel=entity%3Ae9", changesOf(question, ANALYSIS));
    expect(search).toContain("sel=");
    const back = questionOf(new URLSearchParams(search), ANALYSIS);
    expect(back).toEqual(question);
    expect(keyOf(back)).toBe(keyOf(question));
  });

  it("leaves nothing of the question before", () => {
    const search = changed(
      changed("", changesOf(question, ANALYSIS)),
      changesOf({ options: {}, about: [], former: false }, ANALYSIS),
    );
    expect(search).toBe("");
  });

  it("takes no nonsense over", () => {
    const params = new URLSearchParams("o.weeks=many&o.leading=perhaps&o.nothing=1&o.remove=");
    expect(questionOf(params, ANALYSIS).options).toEqual({});
  });
});

describe("a form", () => {
  it("counts the default as not given", () => {
    const [remove, weeks] = ANALYSIS.options as [Option, Option];
    expect(withOption({ weeks: 3 }, weeks, 104)).toEqual({});
    expect(withOption({}, remove, ["e1"])).toEqual({ remove: ["e1"] });
    expect(withOption({ remove: ["e1"] }, remove, [])).toEqual({});
  });

  it("shows names and choices of an analysis that is new to it, and folds the rest", () => {
    const { first, folded } = parted(ANALYSIS);
    expect(first.map(({ name }) => name)).toEqual(["remove", "objective"]);
    expect(folded).toHaveLength(3);
  });
});

describe("a table", () => {
  const range = (low: number, mid: number, high: number) => ({ low, mid, high, level: 0.9 });
  const rows = [range(1, 2, 3), null, range(0, 9, 10)].map((value, number) => ({
    cells: { name: `N${number}`, value },
    shown: { name: `N${number}`, value: "" },
    about: [],
    lines: [],
  }));
  const columns = [
    { key: "name", title: "Name", form: "text", help: "" },
    { key: "value", title: "Value", form: "number", help: "" },
  ];
  const table = { key: "t", title: "T", note: "", columns, rows } as unknown as Table;

  it("is put in order by the best estimate, what has none last", () => {
    const by = (down: boolean) => ordered(table, { key: "value", down }).map(({ number }) => number);
    expect(by(true)).toEqual([2, 0, 1]);
    expect(by(false)).toEqual([0, 2, 1]);
    expect(ordered(table, null).map(({ number }) => number)).toEqual([0, 1, 2]);
  });

  it("draws a column on one scale, and a row where each row measures something else", () => {
    const [row, , other] = table.rows as [Table["rows"][number], unknown, Table["rows"][number]];
    const [name, value] = table.columns as [Column, Column];
    expect(scales(table)(row, value)).toEqual([0, 10]);
    const what = { ...table, columns: [{ ...name, key: "what" }, value] };
    expect(scales(what)(row, value)).toEqual([1, 3]);
    expect(scales(what)(other, value)).toEqual([0, 10]);
  });
});
