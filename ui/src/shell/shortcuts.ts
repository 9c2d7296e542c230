import { useEffect } from "react";

import { actionsNow } from "./actions";

const SEQUENCE_MS = 1_200;

/** How a pressed key is written: "mod+k", "mod+shift+z", "shift+Enter", "?", "g". */
export function pressed(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const mod = event.ctrlKey || event.metaKey;
  const shift = event.shiftKey && (event.key.length > 1 || mod);
  return [mod && "mod", event.altKey && "alt", shift && "shift", key].filter(Boolean).join("+");
}

/** Keys with which a field takes back and does again what was typed into it. */
const OF_FIELDS = ["mod+z", "mod+shift+z"];

/** Whether keys that type belong to what has the focus: a field, a slider, a list to choose from, a dialog. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  return (
    target.closest(
      "input:not([type=radio], [type=checkbox]), textarea, select, [role=dialog], [role=listbox], [role=menu]",
    ) !== null
  );
}

/** Runs actions by their keys, one key or one after the other. Used once, by the frame. */
export function useShortcuts(): void {
  useEffect(() => {
    let before: { key: string; at: number } | null = null;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const key = pressed(event);
      const typing = !key.startsWith("mod+");
      if ((typing || OF_FIELDS.includes(key)) && isTaken(event.target)) return;
      const first = before && event.timeStamp - before.at < SEQUENCE_MS ? before.key : null;
      before = null;
      const wanted = first ? [`${first} ${key}`, key] : [key];
      // The newest first: a view may take a key of the frame for itself.
      const action = wanted
        .map((keys) => actionsNow().findLast((each) => each.keys?.toLowerCase() === keys.toLowerCase()))
        .find(Boolean);
      if (action) {
        event.preventDefault();
        action.run();
      } else if (typing && actionsNow().some((each) => each.keys?.toLowerCase().startsWith(`${key.toLowerCase()} `))) {
        before = { key, at: event.timeStamp };
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
