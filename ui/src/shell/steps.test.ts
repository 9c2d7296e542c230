import { expect, it } from "vitest";

import { beyond, stepped } from "./steps";

const whole = { first: 100, last: 219 };

it("plays through every day once and stops", () => {
  const seen: number[] = [];
  let window = stepped(null, whole, 1);
  for (let beats = 0; !beyond(window, whole) && beats < 100; beats += 1) {
    for (let day = window.first; day <= window.last; day += 1) seen.push(day);
    window = stepped(window, whole, 1);
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, day) => 100 + day));
});

it("steps back from where it is", () => {
  expect(stepped({ first: 150, last: 159 }, whole, -1)).toEqual({ first: 140, last: 149 });
  expect(stepped(null, whole, -1)).toEqual({ first: 210, last: 219 });
});
