import type { components } from "@/api/schema";
import type { Evidence } from "@/api/types";

import type { Picked } from "./EndField";

/** A claim as it stands in the form. */
export interface Draft {
  subject: Picked | null;
  predicate: string | null;
  object: Picked | null;
  value: string;
  modality: Evidence["modality"];
  negated: boolean;
  since: string;
  until: string;
  speaker: Picked | null;
  why: string;
}

type Correction = components["schemas"]["CorrectionAsked"];
type Modality = NonNullable<Correction["modality"]>;

export const EMPTY: Draft = {
  subject: null,
  predicate: null,
  object: null,
  value: "",
  modality: "stated",
  negated: false,
  since: "",
  until: "",
  speaker: null,
  why: "",
};

const pickedOf = ({ id, name, type }: Evidence["subject"]): Picked => ({ asked: { known: id }, name, type });

/** The form of a claim that is to be changed. */
export function draftOf(claim: Evidence): Draft {
  return {
    ...EMPTY,
    subject: pickedOf(claim.subject),
    predicate: claim.predicate,
    object: claim.object ? pickedOf(claim.object) : null,
    value: claim.value ?? "",
    modality: claim.modality,
    negated: claim.negated,
    since: claim.valid_from ?? "",
    until: claim.valid_to ?? "",
  };
}

/** What of a claim is changed: the rest stays as it was read. */
export function changesOf(before: Draft, now: Draft): Correction {
  const same = (a: Picked | null, b: Picked | null) => JSON.stringify(a?.asked) === JSON.stringify(b?.asked);
  return {
    why: now.why,
    ...(now.subject && !same(before.subject, now.subject) && { subject: now.subject.asked }),
    ...(now.predicate && now.predicate !== before.predicate && { predicate: now.predicate }),
    ...(now.object && !same(before.object, now.object) && { object: now.object.asked }),
    ...(!now.object && now.value.trim() && (now.value !== before.value || before.object) && { value: now.value }),
    ...(now.modality !== before.modality && { modality: now.modality as Modality }),
    ...(now.negated !== before.negated && { negated: now.negated }),
    ...(now.since !== before.since && { since: now.since }),
    ...(now.until !== before.until && { until: now.until }),
    ...(now.speaker && { speaker: now.speaker.asked }),
  };
}

/** Whether enough is said for a claim. */
export function isWhole(draft: Draft, linking: boolean): boolean {
  return Boolean(draft.subject && draft.predicate && (linking ? draft.object : draft.value.trim()));
}

/** A claim that stands on the words from `start` to `end`. */
export function claimOf(draft: Draft, start: number, end: number): components["schemas"]["ClaimAsked"] | null {
  if (!draft.subject || !draft.predicate) return null;
  return {
    start,
    end,
    subject: draft.subject.asked,
    predicate: draft.predicate,
    ...(draft.object ? { object: draft.object.asked } : { value: draft.value }),
    modality: draft.modality as Modality,
    negated: draft.negated,
    since: draft.since,
    until: draft.until,
    ...(draft.speaker && { speaker: draft.speaker.asked }),
    why: draft.why,
  };
}
