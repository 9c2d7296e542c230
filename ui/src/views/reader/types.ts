import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Block = Schemas["Block"];
export type ClaimMark = Schemas["ClaimMark"];
export type DocumentHead = Schemas["DocumentHead"];
export type HiddenCharacter = Schemas["HiddenCharacter"];
export type MentionMark = Schemas["MentionMark"];
export type PageMarks = Schemas["PageMarks"];
export type PlacedClaim = Schemas["PlacedClaim"];
export type PlacedWord = Schemas["PlacedWord"];
export type EndAsked = Schemas["EndAsked"];

/** Words that the reader selected. Offsets count characters of the document. */
export interface Chosen {
  start: number;
  end: number;
  text: string;
}
