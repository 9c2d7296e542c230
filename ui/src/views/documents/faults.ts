import i18n from "i18next";

import type { Handed } from "./dropped";

/** Bytes of a file's or a folder's name: the server takes no longer ones. */
const LONGEST_NAME = 200;

/** Why a file cannot go in by its name, said before it is sent; null for the others. The server says the same. */
export function faultsOf(handed: readonly Pick<Handed, "name">[]): (string | null)[] {
  const seen = new Set<string>();
  const bytes = new TextEncoder();
  return handed.map(({ name }) => {
    const known = seen.has(name.normalize());
    seen.add(name.normalize());
    if (known) return i18n.t("documents:unsent.twice");
    const long = name.split("/").some((part) => bytes.encode(part).length > LONGEST_NAME);
    return long ? i18n.t("documents:unsent.long") : null;
  });
}
