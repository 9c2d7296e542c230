import { useSyncExternalStore } from "react";

let open = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  open = next;
  for (const each of listeners) each();
}

/** The overlay that lists the keys. */
export const help = { open: () => set(true), close: () => set(false), toggle: () => set(!open) };

export function useHelpOpen(): boolean {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => open,
  );
}
