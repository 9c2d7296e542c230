import type { Changes } from "@/state/url";

import type { Analysis, Option } from "./types";

/** What an option may hold in a form: entities by id, a link as "A~B". */
export type Value = string | number | boolean | readonly (string | number)[];
/** Options that are set, by name; the others count as the analysis has them. */
export type Given = Readonly<Record<string, Value>>;

/** What is asked: an analysis with its options, only about some, with former ties or not. */
export interface Question {
  options: Given;
  about: readonly string[];
  former: boolean;
}

/** Before the name of an option in the address. */
const OPTION = "o.";

/** Options that a form shows at once; the others are folded. Of an analysis that is new here: names, links and choices. */
const FIRST: Record<string, readonly string[]> = {
  key: ["measures", "top", "by", "leading"],
  change: ["since", "until", "measure", "undated"],
  whatif: ["remove", "cut", "weeks"],
  dismantle: ["objective", "budget", "costs", "sources", "sinks"],
  forecast: ["remove", "split", "broken", "end", "arrests", "recruitment"],
  gaps: ["limit", "measure", "among"],
};

/** The options of a form: those shown at once, and those folded. */
export function parted(analysis: Analysis): { first: Option[]; folded: Option[] } {
  const known = FIRST[analysis.name];
  const isFirst = ({ name, sort, choices }: Option) =>
    known?.includes(name) ?? (sort === "entity" || sort === "link" || choices.length > 0);
  return {
    first: analysis.options.filter(isFirst),
    folded: analysis.options.filter((option) => !isFirst(option)),
  };
}

/** What the address asks; what it does not understand is left out. */
export function questionOf(params: URLSearchParams, analysis: Analysis): Question {
  const options: Record<string, Value> = {};
  for (const option of analysis.options) {
    const texts = params.getAll(OPTION + option.name).filter((text) => text !== "");
    const values = texts.map((text) => read(option, text)).filter((value) => value !== null);
    const [only] = values;
    if (only === undefined) continue;
    options[option.name] = option.many ? (values as (string | number)[]) : only;
  }
  return { options, about: params.getAll("about"), former: params.get("former") === "true" };
}

/** The changes of the address that make it ask this. */
export function changesOf(question: Question, analysis: Analysis): Changes {
  const changes: Changes = { about: question.about, former: question.former || null };
  for (const { name } of analysis.options) {
    const value = question.options[name];
    changes[OPTION + name] =
      value === undefined ? null : Array.isArray(value) ? value.map(String) : (value as string | number | boolean);
  }
  return changes;
}

/** With one option set; to its default, or to nothing, is as if it were not given. */
export function withOption(given: Given, option: Option, value: Value | null): Given {
  const others = Object.fromEntries(Object.entries(given).filter(([name]) => name !== option.name));
  const none = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  if (none || JSON.stringify(value) === JSON.stringify(option.default)) return others;
  return { ...others, [option.name]: value };
}

/** The same for the same question. */
export function keyOf(question: Question): string {
  return JSON.stringify([Object.entries(question.options).sort(), question.about, question.former]);
}

function read(option: Option, text: string): string | number | boolean | null {
  if (option.sort === "flag") return text === "true" ? true : text === "false" ? false : null;
  if (option.sort !== "int" && option.sort !== "float") return text;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
