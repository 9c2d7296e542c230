import { expect, it } from "vitest";

const files = import.meta.glob<Record<string, unknown>>("./*/*.json", { eager: true, import: "default" });

/** Keys with their placeholders, plural forms taken together: languages have different ones. */
function keys(words: object, before = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const name = `${before}${key.replace(/_(zero|one|two|few|many|other)$/, "_#")}`;
    if (typeof value === "object" && value !== null) for (const [k, v] of keys(value, `${name}.`)) found.set(k, v);
    else found.set(name, [...new Set(String(value).match(/{{\s*\w+\s*}}/g))].sort().join());
  }
  return found;
}

it("says everything in both languages, with the same placeholders", () => {
  const namespaces = Object.keys(files).map((path) => path.replace(/^\.\/\w+\//, ""));
  for (const namespace of new Set(namespaces)) {
    const english = files[`./en/${namespace}`];
    const spanish = files[`./es/${namespace}`];
    expect(english, `en/${namespace}`).toBeDefined();
    expect(spanish, `es/${namespace}`).toBeDefined();
    expect(Object.fromEntries(keys(spanish ?? {})), namespace).toEqual(Object.fromEntries(keys(english ?? {})));
  }
});
