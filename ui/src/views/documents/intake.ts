import i18n from "i18next";
import { useSyncExternalStore } from "react";

import { actHeaders, api, ApiError } from "@/api/client";

import type { Handed } from "./dropped";
import { faultsOf } from "./faults";

/** One file on its way to the server. */
export interface Sending {
  name: string;
  size: number;
  sent: number;
  state: "waiting" | "sending" | "sent" | "refused";
  /** Why it was refused, in the server's words. */
  message: string | null;
}

/** Files that were dropped together: one job of the server. It goes on while the viewer is elsewhere on the page. */
export interface Intake {
  id: number;
  /** The job, once it is opened. */
  job: string | null;
  files: readonly Sending[];
  state: "sending" | "started" | "failed" | "stopped";
  message: string | null;
}

let intakes: readonly Intake[] = [];
let count = 0;
const watchers = new Set<() => void>();
const stops = new Map<number, AbortController>();

/** What is being sent, and what was sent since the page was opened. */
export function useIntakes(): readonly Intake[] {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => intakes,
  );
}

/** Files that are sent at the same time: one more than one, so that small ones need not wait for each answer. */
const AT_ONCE = 2;

/** Sends the files and has them read. Never throws: what goes wrong is said at the file, or at the whole. */
export async function send(handed: readonly Handed[]): Promise<void> {
  const id = ++count;
  const stop = new AbortController();
  stops.set(id, stop);
  const faults = faultsOf(handed);
  const files = handed.map(({ name, file }, place) => {
    const message = faults[place] ?? null;
    return { name, size: file.size, sent: 0, state: message ? "refused" : "waiting", message } as const;
  });
  set([{ id, job: null, files, state: "sending", message: null }, ...intakes]);
  try {
    const { data } = await api.POST("/api/jobs");
    const job = data?.id ?? "";
    change(id, { job });
    const ahead = handed.entries();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const [place, { name, file }] of ahead) {
          if (stop.signal.aborted) return;
          if (faults[place]) continue;
          await sendOne(id, place, job, name, file, stop.signal);
        }
      }),
    );
    if (stop.signal.aborted) return;
    if (intakes.find((each) => each.id === id)?.files.some((file) => file.state === "sent")) {
      await api.POST("/api/jobs/{job}/start", { params: { path: { job } } });
      change(id, { state: "started" });
    } else {
      await api.DELETE("/api/jobs/{job}", { params: { path: { job } } });
      change(id, { state: "failed" });
    }
  } catch (error) {
    change(id, { state: "failed", message: error instanceof Error ? error.message : String(error) });
  } finally {
    stops.delete(id);
  }
}

/** Stops the sending; what the job has read already stays. */
export async function stopSending(intake: Intake): Promise<void> {
  stops.get(intake.id)?.abort();
  change(intake.id, { state: "stopped" });
  if (intake.job) await api.DELETE("/api/jobs/{job}", { params: { path: { job: intake.job } } }).catch(() => undefined);
}

/** Forgets what was sent before. */
export function forget(id: number): void {
  set(intakes.filter((each) => each.id !== id));
}

async function sendOne(
  id: number,
  place: number,
  job: string,
  name: string,
  file: File,
  signal: AbortSignal,
): Promise<void> {
  changeFile(id, place, { state: "sending" });
  try {
    await upload(job, name, file, signal, (sent) => changeFile(id, place, { sent }));
    changeFile(id, place, { state: "sent", sent: file.size });
  } catch (error) {
    if (signal.aborted) return;
    changeFile(id, place, { state: "refused", message: error instanceof Error ? error.message : String(error) });
  }
}

/** One file as it is. XMLHttpRequest, for `fetch` does not tell how much of a body has been sent. */
function upload(
  job: string,
  name: string,
  file: File,
  signal: AbortSignal,
  sent: (bytes: number) => void,
): Promise<void> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/documents?job=${encodeURIComponent(job)}`);
    for (const [header, value] of Object.entries(actHeaders())) request.setRequestHeader(header, value);
    request.setRequestHeader("X-File-Name", encodeURIComponent(name));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => sent(event.loaded));
    request.addEventListener("load", () => {
      if (request.status < 300) done();
      else fail(errorOf(request));
    });
    request.addEventListener("error", () =>
      fail(new ApiError(0, "unreachable", i18n.t("shell:error.unreachable.title"))),
    );
    request.addEventListener("abort", () => fail(new ApiError(0, "stopped", name)));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function errorOf(request: XMLHttpRequest): ApiError {
  try {
    const said = JSON.parse(request.responseText) as { error: string; message: string };
    return new ApiError(request.status, said.error, said.message);
  } catch {
    return new ApiError(request.status, "unknown", request.statusText);
  }
}

function change(id: number, changes: Partial<Intake>): void {
  set(intakes.map((each) => (each.id === id ? { ...each, ...changes } : each)));
}

function changeFile(id: number, place: number, changes: Partial<Sending>): void {
  set(
    intakes.map((each) =>
      each.id === id
        ? { ...each, files: each.files.map((file, at) => (at === place ? { ...file, ...changes } : file)) }
        : each,
    ),
  );
}

function set(next: readonly Intake[]): void {
  intakes = next;
  for (const each of watchers) each();
}
