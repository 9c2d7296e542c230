import { Fragment } from "react";

import type { Passage } from "@/api/types";

import { Characters } from "./codepoints";
import classes from "./Snippet.module.css";

/** A passage with the words that were searched for marked. `marks` are ranges of its characters. */
export function Snippet({ of }: { of: Pick<Passage, "snippet" | "marks"> }) {
  const pieces: { text: string; marked: boolean }[] = [];
  const text = new Characters(of.snippet);
  let at = 0;
  for (const [start, end] of of.marks) {
    if (start < at) continue;
    pieces.push({ text: text.slice(at, start), marked: false }, { text: text.slice(start, end), marked: true });
    at = end;
  }
  pieces.push({ text: text.slice(at), marked: false });
  return (
    <bdi>
      {pieces.map((piece, place) =>
        piece.marked ? (
          <mark key={place} className={classes.mark}>
            {piece.text}
          </mark>
        ) : (
          <Fragment key={place}>{piece.text}</Fragment>
        ),
      )}
    </bdi>
  );
}

/** Where the reader shows a passage: the document, and the characters to light up. */
export function placeOf(hit: Pick<Passage, "document" | "start" | "end">): [path: string, changes: { at: string }] {
  return [`/documents/${encodeURIComponent(hit.document)}`, { at: `${hit.start}-${hit.end}` }];
}
