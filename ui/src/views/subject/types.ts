/** Names for the answers that make up a file. */
import type { Answer } from "@/api/types";

export type SubjectFile = Answer<"/api/entities/{entity}">;
export type Head = SubjectFile["head"];
export type Attribute = SubjectFile["facts"][number];
export type LinkGroup = SubjectFile["links"][number];
export type Said = LinkGroup["items"][number];
export type Occasion = SubjectFile["events"]["items"][number];
export type Ground = Head["standing"][number]["ground"];
export type Category = NonNullable<Head["category"]>;
export type Step = Head["standing"][number];
export type Part = Head["parts"][number];
export type PlaceTie = Answer<"/api/entities/{entity}/places">["items"][number];
export type DocumentAbout = Answer<"/api/entities/{entity}/sources">["items"][number];
export type MergeReason = Answer<"/api/entities/{entity}/merges">["items"][number];
export type Question = Answer<"/api/entities/{entity}/gaps">["items"][number];
