import { describe, expect, it } from "vitest";

import { filterChanges, filterOf } from "./filter";
import { changed } from "./url";

describe("the filter of another address", () => {
  const kept = "hide_type=Place&hide_type=Event&belief=0.4&undated=false&sel=entity:e1&chart=v1";

  it("takes the place of the one that is there, and leaves all else", () => {
    const after = changed("review=reviewed&from=2026-01-01&sel=entity:e2", filterChanges(kept));
    expect(filterOf(after)).toEqual(filterOf(kept));
    expect(new URLSearchParams(after).get("sel")).toBe("entity:e2");
    expect(new URLSearchParams(after).has("chart")).toBe(false);
  });

  it("may be none", () => {
    expect(changed("review=reviewed&belief=0.4&focus=e1", filterChanges(""))).toBe("focus=e1");
  });
});
