import { axisTitle, cut, sized, type Frame } from "./frame";
import classes from "./plot.module.css";

const ROW = 26;
const LETTER = 6.6;
const FOOT = 58;

/** Rectangles of two columns of words; the depth of colour is the number, which stands in them where there is room. */
export function Heat({ of, width, tick }: Frame) {
  const { points, x, y, by } = of;
  const across = [...new Set(points.map((point) => point.x))];
  const down = of.series;
  const left = Math.min(width * 0.4, Math.max(...down.map((word) => word.length)) * LETTER + 14);
  const step = (width - left - 10) / across.length;
  const bottom = 4 + down.length * ROW;
  const numbers = points.map((point) => point.y);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const depth = (value: number) => (high === low ? 1 : (value - low) / (high - low));
  return (
    <svg {...sized(width, bottom + FOOT)} className={classes.plot} aria-hidden>
      {down.map((word, place) => (
        <text key={word} className={classes.name} x={left - 8} y={4 + (place + 0.5) * ROW} dy="0.34em" textAnchor="end">
          {cut(word, (left - 14) / LETTER)}
          <title>{word}</title>
        </text>
      ))}
      {across.map((value, place) => (
        <text key={value} x={left + (place + 0.5) * step} y={bottom + 16} textAnchor="middle">
          {cut(typeof value === "number" ? tick(value, x) : value, step / LETTER)}
        </text>
      ))}
      {points.map((point, number) => {
        const [column, row] = [across.indexOf(point.x), down.indexOf(point.series)];
        const share = depth(point.y);
        return (
          <g key={number} transform={`translate(${left + column * step} ${4 + row * ROW})`}>
            <rect
              className={classes.cell}
              width={Math.max(1, step - 1)}
              height={ROW - 1}
              style={{ fillOpacity: 0.12 + 0.88 * share }}
            >
              <title>{point.said}</title>
            </rect>
            {step > 34 && (
              <text
                className={classes.number}
                data-deep={share > 0.55 || undefined}
                x={step / 2}
                y={ROW / 2}
                dy="0.34em"
                textAnchor="middle"
              >
                {by ? tick(point.y, by) : point.y}
              </text>
            )}
          </g>
        );
      })}
      <text className={classes.title} x={left + (width - left) / 2} y={bottom + 34} textAnchor="middle">
        {axisTitle(x)}
      </text>
      <text className={classes.title} x={left + (width - left) / 2} y={bottom + 51} textAnchor="middle">
        {`${y.title} · ${by ? axisTitle(by) : ""}: ${tick(low, by ?? y)} – ${tick(high, by ?? y)}`}
      </text>
    </svg>
  );
}
