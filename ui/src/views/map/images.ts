import { LINE_COLOURS, lookOf } from "@/theme";

export type Scheme = "light" | "dark";
/** How a place is drawn: exactly known, or only as an area; for what is there. */
export type Sign = `${"spot" | "area"}-${"held" | "ground" | "unheld"}${"" | "-disputed"}`;

const RATIO = 2;
const SIZE = 30;
/** Colours of organisations on the map: Okabe and Ito, without blue (shading) and vermillion (disputed). */
export const GROUND_COLOURS = {
  light: ["#b37400", "#00805c", "#a8508a", "#5b4fa8", "#16202a"],
  dark: ["#e69f00", "#1fbf92", "#dd94bf", "#a99df0", "#e3e8ed"],
} as const;
/** How each is hatched, so that no two are told apart by colour alone. */
export const HATCHES = ["rising", "falling", "level", "upright", "dotted"] as const;
export type Hatch = (typeof HATCHES)[number];

function canvas(size: number): CanvasRenderingContext2D {
  const made = document.createElement("canvas");
  made.width = made.height = size * RATIO;
  const context = made.getContext("2d");
  if (!context) throw new Error("no 2D canvas");
  context.scale(RATIO, RATIO);
  return context;
}

const pixels = (context: CanvasRenderingContext2D, size: number) =>
  context.getImageData(0, 0, size * RATIO, size * RATIO);

/** The sign of a place. Solid for what is known to the spot, a dashed ring for "somewhere in"; round for events, square for grounds. */
export function sign(name: Sign, scheme: Scheme): ImageData {
  const context = canvas(SIZE);
  const [precision, what] = name.split("-");
  const disputed = name.endsWith("-disputed");
  const events = lookOf("Event")[scheme];
  const colour =
    what === "ground" ? lookOf("Organization")[scheme] : what === "unheld" ? LINE_COLOURS.plain[scheme] : events;
  const middle = SIZE / 2;
  const radius = precision === "area" ? 12 : 9.5;
  context.beginPath();
  if (what === "ground") context.roundRect(middle - radius, middle - radius, radius * 2, radius * 2, 3);
  else context.arc(middle, middle, radius, 0, Math.PI * 2);
  context.fillStyle = scheme === "light" ? "#ffffff" : "#171e25";
  context.globalAlpha = precision === "area" ? 0.82 : 1;
  context.fill();
  context.globalAlpha = 1;
  if (precision === "spot" && what === "held") {
    context.fillStyle = colour;
    context.fill();
  }
  context.lineWidth = 2.2;
  context.strokeStyle = disputed
    ? LINE_COLOURS.disputed[scheme]
    : precision === "spot" && what === "held"
      ? scheme === "light"
        ? "#ffffff"
        : "#0f151b"
      : colour;
  if (precision === "area") context.setLineDash([4, 3]);
  else if (what === "unheld") context.setLineDash([2, 2]);
  context.stroke();
  if (disputed) flag(context, scheme);
  return pixels(context, SIZE);
}

/** A small triangle at the upper right, as beside a disputed line. */
function flag(context: CanvasRenderingContext2D, scheme: Scheme): void {
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(24, 1);
  context.lineTo(29.5, 10.5);
  context.lineTo(18.5, 10.5);
  context.closePath();
  context.fillStyle = LINE_COLOURS.disputed[scheme];
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = scheme === "light" ? "#ffffff" : "#0f151b";
  context.stroke();
}

/** A square that repeats, for the ground of one organisation. */
export function hatch(kind: Hatch, colour: string): ImageData {
  const size = 12;
  const context = canvas(size);
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  for (const shift of [-size, 0, size]) {
    if (kind === "rising") line(context, shift, size, shift + size, 0);
    if (kind === "falling") line(context, shift, 0, shift + size, size);
  }
  if (kind === "level") line(context, 0, size / 2, size, size / 2);
  if (kind === "upright") line(context, size / 2, 0, size / 2, size);
  context.stroke();
  if (kind === "dotted") {
    context.arc(size / 2, size / 2, 2.2, 0, Math.PI * 2);
    context.fill();
  }
  return pixels(context, size);
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
}

export const IMAGE_RATIO = RATIO;
export const SIGNS: readonly Sign[] = (["spot", "area"] as const).flatMap((precision) =>
  (["held", "ground", "unheld"] as const).flatMap(
    (what) => [`${precision}-${what}`, `${precision}-${what}-disputed`] as Sign[],
  ),
);
