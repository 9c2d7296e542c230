/** A position on the chart, in the unit of the layout. */
export interface At {
  x: number;
  y: number;
}

/** Words on the chart: at a place, or beside a node or a line (`at`: "entity:ID", "pair:A~B"), then x and y are offsets. */
export interface Note extends At {
  id: number;
  text: string;
  at: string | null;
}

export type Grouping = "none" | "community" | "region";

/** What was done by hand on a chart. Never changed in place: every step back is an older one. */
export interface Edits {
  /** Where nodes were put, in each arrangement: who is moved within his group goes back to his own place without it. */
  moved: Readonly<Record<Grouping, ReadonlyMap<string, At>>>;
  pinned: ReadonlySet<string>;
  hidden: ReadonlySet<string>;
  /** Entities whose neighbours were brought, in order. */
  expanded: readonly string[];
  added: readonly string[];
  notes: readonly Note[];
  group: Grouping;
}

export const NO_EDITS: Edits = {
  moved: { none: new Map(), community: new Map(), region: new Map() },
  pinned: new Set(),
  hidden: new Set(),
  expanded: [],
  added: [],
  notes: [],
  group: "none",
};

export type Edit =
  | { kind: "move"; to: ReadonlyMap<string, At>; pin: boolean }
  | { kind: "pin"; ids: readonly string[]; on: boolean }
  | { kind: "hide"; ids: readonly string[]; on: boolean }
  | { kind: "expand"; ids: readonly string[] }
  | { kind: "add"; ids: readonly string[] }
  | { kind: "group"; by: Grouping }
  | { kind: "note"; note: Omit<Note, "id"> & { id?: number } }
  | { kind: "unnote"; id: number };

/** The edits with one more; the same object when it changes nothing. */
export function edited(before: Edits, edit: Edit): Edits {
  switch (edit.kind) {
    case "move": {
      if (edit.to.size === 0) return before;
      const pinned = edit.pin ? new Set([...before.pinned, ...edit.to.keys()]) : before.pinned;
      const there = new Map([...before.moved[before.group], ...edit.to]);
      return { ...before, moved: { ...before.moved, [before.group]: there }, pinned };
    }
    case "pin":
      return withSet(before, "pinned", edit.ids, edit.on);
    case "hide":
      return withSet(before, "hidden", edit.ids, edit.on);
    case "expand":
      return withList(before, "expanded", edit.ids);
    case "add":
      return withList(before, "added", edit.ids);
    case "group":
      return edit.by === before.group ? before : { ...before, group: edit.by };
    case "note": {
      const { id, ...rest } = edit.note;
      if (id !== undefined) {
        return { ...before, notes: before.notes.map((note) => (note.id === id ? { ...rest, id } : note)) };
      }
      const next = 1 + Math.max(0, ...before.notes.map((note) => note.id));
      return { ...before, notes: [...before.notes, { ...rest, id: next }] };
    }
    case "unnote":
      return { ...before, notes: before.notes.filter((note) => note.id !== edit.id) };
  }
}

function withSet(before: Edits, key: "pinned" | "hidden", ids: readonly string[], on: boolean): Edits {
  const changing = ids.filter((id) => before[key].has(id) !== on);
  if (changing.length === 0) return before;
  const after = new Set(before[key]);
  for (const id of changing) {
    if (on) after.add(id);
    else after.delete(id);
  }
  return { ...before, [key]: after };
}

function withList(before: Edits, key: "expanded" | "added", ids: readonly string[]): Edits {
  const fresh = ids.filter((id) => !before[key].includes(id));
  return fresh.length === 0 ? before : { ...before, [key]: [...before[key], ...fresh] };
}

/** Whether the edits hold what an address cannot: places and words, which are lost with the page unless they are kept. */
export function byHand({ moved, notes }: Edits): boolean {
  return notes.some(({ text }) => text !== "") || Object.values(moved).some((places) => places.size > 0);
}

/** Edits with those before them and those taken back. */
export interface History {
  past: readonly Edits[];
  now: Edits;
  future: readonly Edits[];
}

const REMEMBERED = 200;

export function begun(now: Edits = NO_EDITS): History {
  return { past: [], now, future: [] };
}

export function done(history: History, edit: Edit): History {
  const now = edited(history.now, edit);
  if (now === history.now) return history;
  return { past: [...history.past, history.now].slice(-REMEMBERED), now, future: [] };
}

export function undone(history: History): History {
  const before = history.past.at(-1);
  if (!before) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] };
}

export function redone(history: History): History {
  const [after, ...future] = history.future;
  if (!after) return history;
  return { past: [...history.past, history.now], now: after, future };
}

/**
 * The history of a chart that has just been kept: from now on it stands as it is, so steps before say where everybody stood who
 * was moved (`stood`). It reaches back to the last time that somebody was brought, since whoever is on a kept chart stays there.
 */
export function settled({ past, now }: History, stood: (id: string) => At | undefined): History {
  const places = [...now.moved.none.keys()].flatMap((id): [string, At][] => {
    const at = stood(id);
    return at ? [[id, at]] : [];
  });
  const same = past.findLastIndex(({ expanded, added }) => expanded !== now.expanded || added !== now.added);
  const before = past
    .slice(same + 1)
    .map((each) => ({ ...each, moved: { ...each.moved, none: new Map([...places, ...each.moved.none]) } }));
  return { past: before, now, future: [] };
}
