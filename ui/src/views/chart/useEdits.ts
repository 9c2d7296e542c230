import { useCallback, useEffect, useState } from "react";

import { useRead } from "@/api/read";
import type { Answer } from "@/api/types";
import { useUrl, type Changes } from "@/state/url";

import { begun, byHand, done, NO_EDITS, redone, settled, undone } from "./edits";
import type { At, Edit, Edits, Grouping, History } from "./edits";
import { useBase } from "./useChart";

type Hung = Answer<"/api/charts/{chart}">;

const GROUPINGS: readonly Grouping[] = ["none", "community", "region"];
/** What of the address says which chart this is. */
const OWN = ["chart", "version", "focus", "depth", "limit", "alone", "expand", "add", "out", "group"] as const;

/** A chart that is worked on, and what of it is kept: whoever looks at the map in between finds it as he left it. */
interface Work {
  history: History;
  /** As it was opened or kept last. */
  clean: Edits;
  /** The kept chart whose edits these are, with its version. */
  opened: string | null;
}

let left: { work: Work; address: string } | null = null;

/** What was done by hand, with its steps back. What fits into the address stands there: a reload or a pasted link shows the same. */
export function useEdits() {
  const { params, patch } = useUrl();
  const { kept, version } = useBase();
  const [work, setWork] = useState<Work>(() => resumed(params));
  const hung = useRead(
    "/api/charts/{chart}",
    { path: { chart: kept ?? "" }, query: version ? { version: Number(version) } : {} },
    { enabled: kept !== null },
  );
  const { history, opened } = work;
  const key = kept && `${kept} ${version ?? ""}`;
  if (hung.data && key && opened !== key && hung.data.kept.id === kept) setWork(fresh(fromKept(hung.data), key));
  else if (!key && opened) setWork({ ...work, opened: null });

  // Back from another screen: the address says again which chart this is.
  useEffect(() => {
    if (left && addressOf(new URLSearchParams(window.location.search)) === "") {
      patch(changesOf(new URLSearchParams(left.address)), { replace: true });
    }
  }, [patch]);
  const { expanded, added, hidden, group } = history.now;
  useEffect(() => {
    patch(
      {
        expand: [...expanded],
        add: [...added],
        out: kept ? null : [...hidden].slice(0, 80),
        group: group === "none" ? null : group,
      },
      { replace: true },
    );
  }, [patch, expanded, added, hidden, group, kept]);
  useEffect(() => {
    left = { work, address: addressOf(params) };
  }, [work, params]);

  const dirty = history.now !== work.clean && (kept !== null || byHand(history.now));
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);

  const change = (how: (before: History) => History) => (before: Work) => ({ ...before, history: how(before.history) });
  return {
    edits: history.now,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    /** Whether something would be lost with the page. */
    dirty,
    edit: useCallback((edit: Edit) => setWork(change((before) => done(before, edit))), []),
    undo: useCallback(() => setWork(change(undone)), []),
    redo: useCallback(() => setWork(change(redone)), []),
    restart: useCallback(() => setWork(fresh(NO_EDITS, null)), []),
    /** The chart was kept as it is: its steps back stay, and it is clean. `stood` tells where who was moved stood before. */
    settle: useCallback((chart: string, stood: (id: string) => At | undefined) => {
      setWork((before) => {
        const after = settled(before.history, stood);
        return { history: after, clean: after.now, opened: `${chart} ` };
      });
    }, []),
    hung: kept ? hung.data : undefined,
    hungError: kept ? hung.error : null,
  };
}

function fresh(edits: Edits, opened: string | null): Work {
  return { history: begun(edits), clean: edits, opened };
}

/** The work that was left, when the address names the same chart or none; else that of the address. */
function resumed(params: URLSearchParams): Work {
  const here = addressOf(params);
  if (left && (here === "" || here === left.address)) return left.work;
  return fresh(fromAddress(params), null);
}

function addressOf(params: URLSearchParams): string {
  return new URLSearchParams(OWN.flatMap((key) => params.getAll(key).map((value) => [key, value]))).toString();
}

function changesOf(params: URLSearchParams): Changes {
  return Object.fromEntries(OWN.map((key) => [key, params.getAll(key)]));
}

function fromAddress(params: URLSearchParams): Edits {
  const group = GROUPINGS.find((each) => each === params.get("group")) ?? "none";
  return {
    ...NO_EDITS,
    expanded: params.getAll("expand"),
    added: params.getAll("add"),
    hidden: new Set(params.getAll("out")),
    group,
  };
}

function fromKept({ drawing }: Hung): Edits {
  const by = (mark: "pinned" | "hidden") =>
    new Set(drawing.nodes.filter((node) => node[mark]).map(({ entity }) => entity));
  const group = GROUPINGS.find((each) => each === drawing.group) ?? "none";
  const arranged = (drawing.arranged ?? []).map(({ entity, x, y }): [string, At] => [entity, { x, y }]);
  return {
    ...NO_EDITS,
    moved: { ...NO_EDITS.moved, ...(group !== "none" && { [group]: new Map(arranged) }) },
    pinned: by("pinned"),
    hidden: by("hidden"),
    notes: (drawing.notes ?? []).map(({ text, x, y, at }, index) => ({
      id: index + 1,
      text,
      x: x ?? 0,
      y: y ?? 0,
      at: at ?? null,
    })),
    group,
  };
}
