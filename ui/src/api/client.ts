import createClient, { type Middleware } from "openapi-fetch";

import { language } from "@/state/preferences";

import type { paths } from "./schema";

/** What the server says when it cannot answer: its own words, with a code for programs. */
export class ApiError extends Error {
  constructor(
    /** HTTP status; 0 when nothing answered. */
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** Proof that an act comes from this page: the server gives it with the session and asks for it back. */
let csrf = "";

export function setToken(token: string): void {
  csrf = token;
}

const ours: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", language.get());
    if (request.method !== "GET") request.headers.set("X-Entramado-CSRF", csrf);
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return;
    throw await asError(response);
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    return new ApiError(0, "unreachable", error instanceof Error ? error.message : String(error));
  },
};

/** The error that a refused request comes to, for requests made without `api` (uploads) too. */
export async function asError(response: Response): Promise<ApiError> {
  try {
    const said = (await response.json()) as { error?: unknown; message?: unknown };
    if (typeof said.message === "string") return new ApiError(response.status, String(said.error), said.message);
  } catch {
    // Not JSON: the status has to do.
  }
  return new ApiError(response.status, "unknown", response.statusText || `HTTP ${response.status}`);
}

/** Every request to the server, with the types of its API. Throws ApiError; for reading in a component use `useRead`. */
export const api = createClient<paths>({ baseUrl: window.location.origin });
api.use(ours);

/** Headers for an act that goes without `api`: a file sent as it is, with its progress watched. */
export function actHeaders(): Record<string, string> {
  return { "X-Entramado-CSRF": csrf, "Accept-Language": language.get() };
}
