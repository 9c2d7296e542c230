import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

import type { components } from "./schema";

/** Long work of the server: reading documents, computing a layout. `total` is null while unknown. */
export interface Job {
  id: string;
  kind: string;
  state: "receiving" | "waiting" | "running" | "done" | "stopped" | "failed";
  done: number;
  total: number | null;
  name: string | null;
  message: string | null;
}

/** What happened, for those who want to say it: claims added, a job that ended, a map that cannot be made anew. */
export type Happening =
  { what: "claims"; added: number } | { what: "job"; job: Job } | { what: "trouble"; message: string };

let jobs: readonly Job[] = [];
const runs = new Map<string, components["schemas"]["Run"]>();
/** Runs that are remembered: the one that is looked at, and those before it. */
const RUNS = 20;
const watchers = new Set<() => void>();
const hearers = new Set<(happening: Happening) => void>();

/** Work under way, and what ended in the last seconds. */
export function useJobs(): readonly Job[] {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => jobs,
  );
}

/** An analysis as the server last told of it; undefined until it has. */
export function useHeardRun(id: string): components["schemas"]["Run"] | undefined {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => runs.get(id),
  );
}

/** Calls back at every happening until the returned function is called. */
export function hear(hearer: (happening: Happening) => void): () => void {
  hearers.add(hearer);
  return () => hearers.delete(hearer);
}

const LINGER_MS = 4_000;
const AGAIN_MS = 3_000;

/** Listens to the server until the returned function is called. A new state of the map makes every answer be asked again. */
export function listen(client: QueryClient): () => void {
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let lost = false;

  const open = () => {
    source = new EventSource("/api/events");
    source.addEventListener("open", () => {
      // What was said while nobody listened is not said again.
      if (lost) void client.invalidateQueries();
      lost = false;
    });
    source.addEventListener("map", () => void client.invalidateQueries());
    source.addEventListener("job", (event) => heard(JSON.parse((event as MessageEvent<string>).data) as Job));
    source.addEventListener("run", (event) => {
      const run = JSON.parse((event as MessageEvent<string>).data) as components["schemas"]["Run"];
      runs.delete(run.id);
      runs.set(run.id, run);
      for (const id of [...runs.keys()].slice(0, -RUNS)) runs.delete(id);
      for (const each of watchers) each();
    });
    source.addEventListener("claims", (event) => {
      const { added } = JSON.parse((event as MessageEvent<string>).data) as { added: number };
      for (const each of hearers) each({ what: "claims", added });
    });
    source.addEventListener("trouble", (event) => {
      const { message } = JSON.parse((event as MessageEvent<string>).data) as { message: string };
      for (const each of hearers) each({ what: "trouble", message });
    });
    source.addEventListener("error", () => {
      lost = true;
      if (source?.readyState !== EventSource.CLOSED) return;
      again = setTimeout(open, AGAIN_MS);
    });
  };
  open();
  return () => {
    clearTimeout(again);
    source?.close();
  };
}

function heard(job: Job): void {
  set([...jobs.filter((each) => each.id !== job.id), job]);
  if (job.state !== "done" && job.state !== "stopped" && job.state !== "failed") return;
  for (const each of hearers) each({ what: "job", job });
  setTimeout(() => set(jobs.filter((each) => each.id !== job.id || each.state !== job.state)), LINGER_MS);
}

function set(next: readonly Job[]): void {
  jobs = next;
  for (const each of watchers) each();
}
