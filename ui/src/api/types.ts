/** Names for the answers of the API. The shapes are generated from it (`npm run types`): nothing is declared twice. */
import type { components, paths } from "./schema";

/** Addresses that can be read. */
export type ReadPath = {
  [P in keyof paths]: paths[P] extends { get: { responses: { 200: unknown } } } ? P : never;
}[keyof paths];

/** What a GET of an address answers. */
export type Answer<P extends ReadPath> = paths[P] extends {
  get: { responses: { 200: { content: { "application/json": infer A } } } };
}
  ? A
  : never;

export type EntityRef = components["schemas"]["EntityRef"];
export type Line = components["schemas"]["Line"];
export type Evidence = components["schemas"]["Evidence"];

export type Session = Answer<"/api/session">;
export type Vocabulary = Answer<"/api/vocabulary">;
export type Suggestion = Answer<"/api/suggest">["items"][number];
export type Passage = Answer<"/api/search">["passages"]["items"][number];
export type Facets = Answer<"/api/facets">;
export type Density = Answer<"/api/density">;

/** A stretch of a list: `next` is the cursor of the stretch after it, null at the end. */
export interface Page<T> {
  items: T[];
  total: number;
  next: string | null;
}
