import { colourOf, outlineOf } from "./look";
import { axisTitle, cut, sized, type Frame } from "./frame";
import classes from "./plot.module.css";
import { linear } from "./scale";

const ROW = 22;
const FOOT = 46;
const LETTER = 6.6;

/** Bars, ranges and points of what has a name: one below the other, the numbers from left to right. */
export function Across({ of, mark, width, tick }: Frame) {
  const { points, series } = of;
  const names = [...new Set(points.map(({ x }) => String(x)))];
  const longest = Math.max(...names.map((name) => name.length)) * LETTER + 14;
  const left = Math.max(60, Math.min(width * 0.42, longest));
  const right = width - 22;
  const tall = names.map((name) => ROW * Math.max(1, points.filter(({ x }) => x === name).length));
  const tops = tall.map((_, place) => 6 + tall.slice(0, place).reduce((sum, each) => sum + each, 0));
  const bottom = 6 + tall.reduce((sum, each) => sum + each, 0);
  const ends = points.flatMap(({ y, low, high }) => [y, low ?? y, high ?? y]);
  const scale = linear(ends, left, right, { zero: mark === "bar", apart: 80 });
  const height = bottom + FOOT;
  return (
    <svg {...sized(width, height)} className={classes.plot} aria-hidden>
      {scale.ticks.map((value) => (
        <g key={value} transform={`translate(${scale.at(value)} 0)`}>
          <line className={classes.grid} data-zero={value === 0 || undefined} y1="2" y2={bottom} />
          <text y={bottom + 16} textAnchor="middle">
            {tick(value, of.y)}
          </text>
        </g>
      ))}
      <line className={classes.axis} x1={left} x2={right} y1={bottom} y2={bottom} />
      <text className={classes.title} x={(left + right) / 2} y={height - 8} textAnchor="middle">
        {axisTitle(of.y)}
      </text>
      {names.map((name, place) => {
        const own = points.filter(({ x }) => x === name);
        const top = tops[place] ?? 0;
        return (
          <g key={name}>
            <text className={classes.name} x={left - 8} y={top + (tall[place] ?? ROW) / 2} dy="0.34em" textAnchor="end">
              {cut(name, (left - 14) / LETTER)}
              <title>{name}</title>
            </text>
            {own.map((point, number) => {
              const look = Math.max(0, series.indexOf(point.series));
              const y = top + (number + 0.5) * ROW;
              const [start, end] = [scale.at(0), scale.at(point.y)];
              return (
                <g key={number} style={{ color: colourOf(look) }}>
                  {mark === "bar" && (
                    <rect
                      className={classes.bar}
                      x={Math.min(start, end)}
                      width={Math.abs(end - start)}
                      y={y - 7}
                      height="14"
                    />
                  )}
                  {point.low !== null && point.high !== null && (
                    <line
                      className={classes.range}
                      data-over={mark === "bar" || undefined}
                      x1={scale.at(point.low)}
                      x2={scale.at(point.high)}
                      y1={y}
                      y2={y}
                    />
                  )}
                  {mark !== "bar" && (
                    <path className={classes.point} d={outlineOf(look)} transform={`translate(${end} ${y})`} />
                  )}
                  <rect className={classes.touch} x={left} width={right - left} y={y - ROW / 2} height={ROW}>
                    <title>{point.said}</title>
                  </rect>
                </g>
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}
