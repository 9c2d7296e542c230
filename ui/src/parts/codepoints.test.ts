import { expect, it } from "vitest";

import { Characters } from "./codepoints";

it("slices by characters, as the API counts them", () => {
  expect(new Characters("a🚢b El Niño").slice(2, 3)).toBe("b");
  expect(new Characters("plain").slice(1)).toBe("lain");
  expect(new Characters("🚢🚢").length).toBe(2);
});
