import type { Icon } from "@tabler/icons-react";
import { useEffect, useRef, useSyncExternalStore } from "react";

/** Something the viewer can do now: offered in the command palette, by its keys, and listed in the help. */
export interface Action {
  id: string;
  /** What it does, in the viewer's language, as a command: "Find a path". */
  label: string;
  /** Under which heading the palette and the help list it. */
  group: string;
  icon?: Icon;
  /** "mod+K", "g c" (one after the other), "?". A key that types is ignored while the viewer types. */
  keys?: string;
  run: () => void;
}

let all: readonly Action[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Action[]): void {
  all = next;
  for (const each of listeners) each();
}

/** Every action on offer, in the order in which they came. */
export function useActions(): readonly Action[] {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => all,
  );
}

export function actionsNow(): readonly Action[] {
  return all;
}

/**
 * Offers actions while the component is on the screen. What an action does may change from one drawing to the next; its id,
 * words and keys are compared, so the list may be made anew each time.
 */
export function useOffer(actions: readonly Action[]): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const text = JSON.stringify(actions.map(({ id, label, group, keys }) => [id, label, group, keys]));
  useEffect(() => {
    const offered = latest.current.map((action) => ({
      ...action,
      run: () => latest.current.find((each) => each.id === action.id)?.run(),
    }));
    set([...all, ...offered]);
    return () => set(all.filter((each) => !offered.includes(each)));
  }, [text]);
}
