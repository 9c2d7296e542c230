import type { Answer } from "@/api/types";

export type SubjectList = Answer<"/api/subjects">;
export type Row = SubjectList["items"][number];

export const RANKED = ["groups", "persons"] as const;
export const APART = ["officials", "journalists", "victims", "witnesses", "children", "others"] as const;
export const LISTS = [...RANKED, ...APART] as const;
export type ListName = (typeof LISTS)[number];
export const ORDERS = ["origins", "claims", "reviewed", "ties", "reward", "latest", "name"] as const;

export interface Query {
  list: ListName;
  order: (typeof ORDERS)[number];
  category?: string;
  q?: string;
}
