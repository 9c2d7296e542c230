import { CROWDED, type Board, type Marks } from "./Board";
import { onScreen, type DrawnDisc } from "./discs";
import type { At, Edits } from "./edits";
import { linkLook, nodeLook, SELECTED, type LinkLook, type NodeLook, type Scheme } from "./look";
import type { ChartData, ChartLink, ChartNode } from "./model";
import { placeOf, wrapped } from "./notes";
import type { Drawn } from "./labels";

/** The chart as it stands on the screen, without the screen: what a drawing of it is made of. Lengths are pixels. */
export interface Picture {
  width: number;
  height: number;
  scheme: Scheme;
  discs: readonly DrawnDisc[];
  lines: readonly { from: At & { size: number }; to: At & { size: number }; look: LinkLook }[];
  nodes: readonly (At & { size: number; name: string; look: NodeLook })[];
  labels: readonly Drawn[];
  /** Where the upper left corner of each note stands, and its words line by line. */
  notes: readonly (At & { lines: readonly string[] })[];
}

/** Letters on a line of a note: about as on the screen. */
const LETTERS = 34;

/** What is on the chart and neither filtered away nor hidden by hand. */
export function shown(data: ChartData, { hidden }: Edits): { nodes: ChartNode[]; links: ChartLink[] } {
  return {
    nodes: data.nodes.filter(({ id }) => !hidden.has(id)),
    links: data.links.filter(({ a, b }) => !hidden.has(a) && !hidden.has(b)),
  };
}

/** The chart in the colours of a scheme, whatever the screen has; a path that is looked at stands out. */
export function pictureOf(
  board: Board,
  data: ChartData,
  edits: Edits,
  scheme: Scheme,
  { path }: Pick<Marks, "path">,
): Picture {
  const { nodes, links } = shown(data, edits);
  const at = new Map(nodes.map(({ id }) => [id, board.onScreen(id)]));
  const crowded = data.links.length > CROWDED;
  const { width, height } = board.sigma.getDimensions();
  const drawn = { width, height, scheme, discs: onScreen(board.discs, board.sigma), labels: board.labels.drawn };
  const lines = links.flatMap((link) => {
    const [start, end] = link.arrow === 2 ? [link.b, link.a] : [link.a, link.b];
    const [from, to] = [at.get(start), at.get(end)];
    const look = linkLook(link, scheme, crowded);
    if (!from || !to) return [];
    const { width: wide, ...rest } = emphasised(look, path && path.lines.has(link.id), scheme);
    return [{ from, to, look: { ...rest, width: board.sigma.scaleSize(wide) } }];
  });
  return {
    ...drawn,
    lines,
    nodes: nodes.flatMap((node) => {
      const place = at.get(node.id);
      const look = nodeLook(node, scheme);
      const off = path && !path.nodes.has(node.id);
      return place ? [{ ...place, name: node.name, look: off ? { ...look, colour: look.dimmed } : look }] : [];
    }),
    notes: edits.notes.flatMap((note) => {
      const place = placeOf(note, board);
      return place && note.text ? [{ ...place, lines: wrapped(note.text, LETTERS) }] : [];
    }),
  };
}

/** A line on a path, or beside it; as it is when no path is looked at (null). */
function emphasised(look: LinkLook, on: boolean | null, scheme: Scheme): LinkLook {
  if (on === null) return look;
  return on ? { ...look, colour: SELECTED[scheme], width: look.width + 1.8 } : { ...look, colour: look.dimmed };
}
