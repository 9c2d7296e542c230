import { useCallback, useEffect, useState } from "react";

import { useRead } from "@/api/read";
import type { Answer } from "@/api/types";
import { useUrl } from "@/state/url";

import { begun, done, NO_EDITS, redone, undone, type Edit, type Edits, type Grouping, type History } from "./edits";
import { useBase } from "./useChart";

type Hung = Answer<"/api/charts/{chart}">;

const GROUPINGS: readonly Grouping[] = ["none", "community", "region"];

/** What was done by hand, with its steps back. What fits into the address stands there: a reload or a pasted link shows the same. */
export function useEdits() {
  const { params, patch } = useUrl();
  const { kept, version } = useBase();
  const [history, setHistory] = useState<History>(() => begun(fromAddress(params)));
  const hung = useRead(
    "/api/charts/{chart}",
    { path: { chart: kept ?? "" }, query: version ? { version: Number(version) } : {} },
    { enabled: kept !== null },
  );
  const [opened, setOpened] = useState<string | null>(null);
  const key = kept && `${kept} ${version ?? ""}`;
  if (hung.data && key && opened !== key && hung.data.kept.id === kept) {
    setOpened(key);
    setHistory(begun(fromKept(hung.data)));
  } else if (!key && opened) {
    setOpened(null);
  }

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

  return {
    edits: history.now,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    edit: useCallback((edit: Edit) => setHistory((before) => done(before, edit)), []),
    undo: useCallback(() => setHistory(undone), []),
    redo: useCallback(() => setHistory(redone), []),
    restart: useCallback(() => setHistory(begun()), []),
    hung: kept ? hung.data : undefined,
    hungError: kept ? hung.error : null,
  };
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
  return {
    ...NO_EDITS,
    pinned: by("pinned"),
    hidden: by("hidden"),
    notes: (drawing.notes ?? []).map(({ text, x, y, at }, index) => ({
      id: index + 1,
      text,
      x: x ?? 0,
      y: y ?? 0,
      at: at ?? null,
    })),
    group: GROUPINGS.find((each) => each === drawing.group) ?? "none",
  };
}
