import { Characters } from "@/parts/codepoints";

import type { Block, ClaimMark, HiddenCharacter, MentionMark } from "./types";

/** A run of text over which the same marks lie. Offsets count characters of the document. */
export interface Segment {
  start: number;
  end: number;
  text: string;
  /** The innermost mention. */
  mention: MentionMark | null;
  claims: readonly ClaimMark[];
  /** The code of a character that would hide or reorder text; the segment is that character alone. */
  hidden: string | null;
}

/** Cuts a line where marks begin and end, so that marks that overlap or hold one another are drawn as runs side by side. */
export function segmentsOf(
  block: Block,
  mentions: readonly MentionMark[],
  claims: readonly ClaimMark[],
  hidden: readonly HiddenCharacter[],
): Segment[] {
  const characters = new Characters(block.text);
  const first = block.start;
  const last = first + characters.length;
  const touching = <T extends { start: number; end: number }>(mark: T) => mark.start < last && first < mark.end;
  const near = mentions.filter(touching);
  const here = claims.filter((claim) => claim.spans.some(([start, end]) => touching({ start, end })));
  const odd = hidden.filter(({ at }) => first <= at && at < last);

  const cuts = new Set([first, last]);
  const cut = (at: number) => first < at && at < last && cuts.add(at);
  for (const { start, end } of near) [start, end].forEach(cut);
  for (const { spans } of here) spans.flat().forEach(cut);
  for (const { at } of odd) [at, at + 1].forEach(cut);
  const edges = [...cuts].sort((a, b) => a - b);

  return edges.slice(0, -1).map((start, place) => {
    const end = edges[place + 1] as number;
    const covers = (from: number, to: number) => from < end && start < to;
    return {
      start,
      end,
      text: characters.slice(start - first, end - first),
      mention: near.filter((mark) => covers(mark.start, mark.end)).sort(innermost)[0] ?? null,
      claims: here.filter((claim) => claim.spans.some(([from, to]) => covers(from, to))),
      hidden: odd.find(({ at }) => at === start)?.code ?? null,
    };
  });
}

function innermost(a: MentionMark, b: MentionMark): number {
  return a.end - a.start - (b.end - b.start);
}

const WEIGHT = { differing: 3, unreviewed: 2, reviewed: 1, misread: 0 } as const;

/** How a run is shaded when several claims lie over it: what most needs a person's eyes. */
export function stateOf(claims: readonly Pick<ClaimMark, "state">[]): ClaimMark["state"] | null {
  return claims.reduce<ClaimMark["state"] | null>(
    (found, { state }) => (found === null || WEIGHT[state] > WEIGHT[found] ? state : found),
    null,
  );
}

/** The claim to select when a run is clicked: the one after that which is selected, so that clicking again shows the next. */
export function nextOf(claims: readonly string[], selected: string | null): string | undefined {
  return claims[(claims.indexOf(selected ?? "") + 1) % Math.max(1, claims.length)];
}
