import { expect, test } from "vitest";

import { faultsOf } from "./faults";

const faults = (...names: string[]) => faultsOf(names.map((name) => ({ name }))).map((fault) => fault !== null);

test("a name that is there twice, composed or not, is refused the second time", () => {
  expect(faults("a.txt", "b/a.txt", "a.txt")).toEqual([false, false, true]);
  expect(faults("é.txt", "e\u0301.txt")).toEqual([false, true]);
});

test("a name is as long as the server takes, in bytes", () => {
  expect(faults("x".repeat(200), "x".repeat(201), "ñ".repeat(101), `in/${"x".repeat(201)}/a.txt`)).toEqual([
    false,
    true,
    true,
    true,
  ]);
});
