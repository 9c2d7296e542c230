import { useCallback, useEffect, useState } from "react";

import { api } from "@/api/client";
import { useHeardRun } from "@/api/events";
import { useRead } from "@/api/read";

import { keyOf, type Question } from "./asked";
import type { Findings, Run } from "./types";

export interface Running {
  run: Run | null;
  findings: Findings | undefined;
  /** Why it could not begin, or why what it found cannot be read. */
  error: Error | null;
  stop: () => void;
  again: () => void;
}

interface Begun {
  key: string;
  run: Run | null;
  error: Error | null;
}

/** What happened before the page began to listen is not told to it: it looks for itself, too. */
const LOOK_MS = 2_000;

const isOver = ({ state }: Run) => state !== "waiting" && state !== "running";

/** A run of an analysis on the server: begun when a question is there, and followed until it ends. Leaving does not stop it, and
 * whoever comes back to the same question finds it as far as it is. */
export function useRun(analysis: string, question: Question | null): Running {
  const [times, setTimes] = useState(0);
  const [begun, setBegun] = useState<Begun | null>(null);
  const asked = question && keyOf(question);
  const key = asked === null ? null : `${analysis} ${asked} ${times}`;
  useEffect(() => {
    if (key === null || question === null) return;
    let here = true;
    const { options, about, former } = question;
    const body = { options: options as Record<string, never>, about: [...about], former };
    api.POST("/api/analyses/{analysis}/runs", { params: { path: { analysis } }, body }).then(
      ({ data }) => here && setBegun({ key, run: data ?? null, error: null }),
      (error: unknown) => here && setBegun({ key, run: null, error: error as Error }),
    );
    return () => {
      here = false;
    };
    // The key says all that the question does.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, analysis]);

  const own = begun?.key === key ? begun : null;
  const id = own?.run?.id ?? "";
  const heard = useHeardRun(id);
  const read = useRead("/api/runs/{run}", { path: { run: id } }, { enabled: id !== "" });
  const run = read.data && isOver(read.data) ? read.data : (heard ?? read.data ?? own?.run ?? null);
  const waits = id !== "" && (!run || !isOver(run));
  const { refetch } = read;
  useEffect(() => {
    if (!waits) return;
    const looking = setInterval(() => void refetch(), LOOK_MS);
    return () => clearInterval(looking);
  }, [waits, refetch]);
  const found = useRead(
    "/api/runs/{run}/findings",
    { path: { run: id } },
    { enabled: id !== "" && run?.state === "done" },
  );
  const stop = useCallback(() => {
    // It may have ended meanwhile, or be forgotten: what it is then is asked for all the same.
    const told = () => void refetch();
    if (id) api.DELETE("/api/runs/{run}", { params: { path: { run: id } } }).then(told, told);
  }, [id, refetch]);
  const again = useCallback(() => setTimes((before) => before + 1), []);
  return {
    run: id === "" ? null : run,
    findings: found.error ? undefined : found.data,
    error: own?.error ?? found.error ?? read.error,
    stop,
    again,
  };
}
