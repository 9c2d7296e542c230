import { useCallback, useMemo } from "react";

import { useUrl } from "./url";

/** What the inspector shows: an entity, the links between two ("A~B", the lesser id first), or one claim. */
export interface Selection {
  kind: "entity" | "pair" | "claim";
  id: string;
}

const KINDS = ["entity", "pair", "claim"] as const;

/** `sel` of an address: "entity:ID", "pair:A~B" or "claim:ID". Null for anything else. */
export function selectionOf(text: string | null): Selection | null {
  const at = text?.indexOf(":") ?? -1;
  if (!text || at < 1 || at === text.length - 1) return null;
  const kind = KINDS.find((each) => each === text.slice(0, at));
  return kind ? { kind, id: text.slice(at + 1) } : null;
}

/** The id of the pair that two entities make. */
export function pairOf(a: string, b: string): string {
  return a < b ? `${a}~${b}` : `${b}~${a}`;
}

export interface SelectionState {
  selected: Selection | null;
  select: (kind: Selection["kind"], id: string) => void;
  clear: () => void;
  isSelected: (kind: Selection["kind"], id: string) => boolean;
}

/** What is selected, on every screen. Selecting opens the inspector; "back" returns to what was selected before. */
export function useSelection(): SelectionState {
  const { params, patch } = useUrl();
  const text = params.get("sel");
  const select = useCallback((kind: Selection["kind"], id: string) => patch({ sel: `${kind}:${id}` }), [patch]);
  const clear = useCallback(() => patch({ sel: null }), [patch]);
  return useMemo(
    () => ({
      selected: selectionOf(text),
      select,
      clear,
      isSelected: (kind, id) => text === `${kind}:${id}`,
    }),
    [text, select, clear],
  );
}
