import type { Board } from "./Board";
import type { At, Note } from "./edits";

const BESIDE = { entity: 14, pair: 4 };

/** Where a note stands on the screen: at its place, or beside what it is at; null when that is not drawn. */
export function placeOf(note: Note, board: Board): At | null {
  if (!note.at) return board.sigma.graphToViewport(note);
  const [kind, ids = ""] = note.at.split(":");
  const ends = ids.split("~").map((id) => board.onScreen(id));
  if (ends.some((end) => end === null)) return null;
  const known = ends as At[];
  const x = known.reduce((sum, end) => sum + end.x, 0) / known.length;
  const y = known.reduce((sum, end) => sum + end.y, 0) / known.length;
  const off = kind === "entity" ? BESIDE.entity : BESIDE.pair;
  return { x: x + off + note.x, y: y + off + note.y };
}

/** A text in lines of at most so many letters, broken between words; its own breaks stay. */
export function wrapped(text: string, letters: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ").flatMap((each) => pieces(each, letters))) {
      if (line && line.length + 1 + word.length > letters) {
        lines.push(line);
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    return [...lines, line];
  });
}

/** A word that is longer than a line, in parts. */
function pieces(word: string, letters: number): string[] {
  return word.length <= letters ? [word] : (word.match(new RegExp(`.{1,${letters}}`, "gu")) ?? []);
}
