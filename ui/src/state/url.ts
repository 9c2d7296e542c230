import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";

/** Search parameters to change: null or an empty list removes one, a list gives it several times. */
export type Changes = Record<string, string | number | boolean | readonly string[] | null>;

/** Parameters that hold on every screen, in the order in which they are written. The others belong to one view. */
export const SHARED = [
  "from",
  "to",
  "undated",
  "hide_source",
  "hide_grade",
  "hide_modality",
  "hide_predicate",
  "hide_type",
  "belief",
  "review",
  "sel",
] as const;

/** The search string with the changes made. */
export function changed(search: string, changes: Changes): string {
  const params = new URLSearchParams(search);
  for (const [key, value] of Object.entries(changes)) {
    params.delete(key);
    if (value === null) continue;
    if (Array.isArray(value)) for (const one of value as readonly string[]) params.append(key, one);
    else params.set(key, String(value));
  }
  return params.toString();
}

/** What of a search string goes along to another screen: the filter and the selection. */
export function kept(search: string): string {
  const before = new URLSearchParams(search);
  const after = new URLSearchParams();
  for (const key of SHARED) for (const value of before.getAll(key)) after.append(key, value);
  return after.toString();
}

/** The address of a screen, filter and selection kept, with changes: for links (`href`). */
export function addressOf(path: string, search: string, changes: Changes = {}): string {
  const query = changed(kept(search), changes);
  return query ? `${path}?${query}` : path;
}

export interface Url {
  path: string;
  search: string;
  params: URLSearchParams;
  /** Changes parameters of this screen. A step that "back" should undo is pushed (the default), a drag or a keystroke replaces. */
  patch: (changes: Changes, how?: { replace?: boolean }) => void;
  /** Goes to another screen, filter and selection kept. */
  go: (path: string, changes?: Changes, how?: { replace?: boolean }) => void;
}

/** The state of the page, which is its address: back, reload and a pasted link work. */
export function useUrl(): Url {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  // Both read the address at the time of the call: two changes in one event must not undo each other.
  const patch = useCallback<Url["patch"]>(
    (changes, how) => {
      const { pathname, search: now } = window.location;
      const query = changed(now, changes);
      if (query !== new URLSearchParams(now).toString()) navigate(query ? `${pathname}?${query}` : pathname, how);
    },
    [navigate],
  );
  const go = useCallback<Url["go"]>(
    (to, changes, how) => navigate(addressOf(to, window.location.search, changes), how),
    [navigate],
  );
  return { path, search, params, patch, go };
}
