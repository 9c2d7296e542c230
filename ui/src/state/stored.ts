import { useCallback, useSyncExternalStore } from "react";

/** A small value of this browser's own that outlives the page: what the viewer prefers, never what the case holds. */
export interface Stored<T> {
  get: () => T;
  set: (value: T) => void;
  subscribe: (changed: () => void) => () => void;
}

/** `valid` guards against what an older page, or a hand, has left there. */
export function stored<T>(key: string, initial: T, valid: (value: unknown) => value is T): Stored<T> {
  const name = `entramado.${key}`;
  const listeners = new Set<() => void>();
  let value = initial;
  try {
    const found: unknown = JSON.parse(localStorage.getItem(name) ?? "null");
    if (valid(found)) value = found;
  } catch {
    // No storage, or not ours: start as new.
  }
  return {
    get: () => value,
    set: (next) => {
      value = next;
      try {
        localStorage.setItem(name, JSON.stringify(next));
      } catch {
        // Kept for this page only.
      }
      for (const each of listeners) each();
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

export function useStored<T>(of: Stored<T>): [T, (value: T) => void] {
  const value = useSyncExternalStore(of.subscribe, of.get);
  return [value, useCallback((next: T) => of.set(next), [of])];
}
