import { isCounted } from "../types";
import { colourOf, dashOf, outlineOf } from "./look";
import { axisTitle, cut, sized, type Frame } from "./frame";
import classes from "./plot.module.css";
import type { Point } from "./points";
import { linear, temporal } from "./scale";

const HEIGHT = 270;
const ROOM = { top: 10, right: 16, bottom: 46, left: 62 };

/** Lines, bands, bars, ranges and points over a measure or over time: x from left to right, y upwards. */
export function Upright({ of, mark, width, tick }: Frame) {
  const { points, series } = of;
  const [left, right, top, bottom] = [ROOM.left, width - ROOM.right, ROOM.top, HEIGHT - ROOM.bottom];
  const words = points.some(({ x }) => typeof x === "string") ? [...new Set(points.map(({ x }) => String(x)))] : null;
  const numbers = points.map(({ x }) => Number(x));
  const scale = words
    ? null
    : of.x.form === "date"
      ? temporal(numbers, left, right)
      : linear(numbers, left, right, { tight: true, whole: isCounted(of.x), apart: 80 });
  const step = words ? (right - left) / words.length : 0;
  const placeOf = (point: Point) =>
    words ? left + (words.indexOf(String(point.x)) + 0.5) * step : (scale?.at(Number(point.x)) ?? left);
  const ends = points.flatMap(({ y, low, high }) => [y, low ?? y, high ?? y]);
  const up = linear(ends, bottom, top, { zero: mark === "bar" || isNearZero(ends), apart: 42 });
  const lined = mark === "line" || mark === "band";
  const wide = Math.max(2, Math.min(26, ((right - left) / Math.max(1, points.length)) * 0.7));
  return (
    <svg {...sized(width, HEIGHT)} className={classes.plot} aria-hidden>
      {up.ticks.map((value) => (
        <g key={value} transform={`translate(0 ${up.at(value)})`}>
          <line className={classes.grid} x1={left} x2={right} />
          <text x={left - 7} dy="0.32em" textAnchor="end">
            {tick(value, of.y)}
          </text>
        </g>
      ))}
      {words
        ? words.map((word, place) => (
            <text key={word} x={left + (place + 0.5) * step} y={bottom + 16} textAnchor="middle">
              {cut(word, step / 6.5)}
            </text>
          ))
        : scale?.ticks.map((value) => (
            <g key={value} transform={`translate(${scale.at(value)} ${bottom})`}>
              <line className={classes.tick} y2="5" />
              <text y="17" textAnchor="middle">
                {tick(value, of.x)}
              </text>
            </g>
          ))}
      <line className={classes.axis} x1={left} x2={right} y1={bottom} y2={bottom} />
      <text className={classes.title} x={(left + right) / 2} y={HEIGHT - 8} textAnchor="middle">
        {axisTitle(of.x)}
      </text>
      <text className={classes.title} transform={`translate(13 ${(top + bottom) / 2}) rotate(-90)`} textAnchor="middle">
        {axisTitle(of.y)}
      </text>
      {series.map((name, place) => {
        const own = points.filter((point) => point.series === name);
        const path = (y: (point: Point) => number, reverse = false) =>
          (reverse ? [...own].reverse() : own).map(
            (point) => `${placeOf(point).toFixed(1)} ${up.at(y(point)).toFixed(1)}`,
          );
        const ranged = own.some(({ low, high }) => low !== null && high !== null);
        return (
          <g key={name} data-series={name} style={{ color: colourOf(place) }}>
            {mark === "band" && ranged && (
              <path
                className={classes.band}
                d={`M${[...path((point) => point.high ?? point.y), ...path((point) => point.low ?? point.y, true)].join("L")}Z`}
              />
            )}
            {lined && (
              <path
                className={classes.line}
                d={`M${path((point) => point.y).join("L")}`}
                strokeDasharray={dashOf(place)}
              />
            )}
            {own.map((point, number) => {
              const [x, y] = [placeOf(point), up.at(point.y)];
              return (
                <g key={number}>
                  {mark === "bar" && (
                    <rect
                      className={classes.bar}
                      x={x - wide / 2}
                      width={wide}
                      y={Math.min(y, up.at(0))}
                      height={Math.abs(y - up.at(0))}
                    />
                  )}
                  {!lined && point.low !== null && point.high !== null && (
                    <line
                      className={classes.range}
                      data-over={mark === "bar" || undefined}
                      x1={x}
                      x2={x}
                      y1={up.at(point.low)}
                      y2={up.at(point.high)}
                    />
                  )}
                  {(mark === "range" || mark === "point") && (
                    <path className={classes.point} d={outlineOf(place)} transform={`translate(${x} ${y})`} />
                  )}
                  <circle className={classes.touch} cx={x} cy={y} r="7">
                    <title>{point.said}</title>
                  </circle>
                </g>
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}

/** Whether a scale that begins at nothing would waste little room. */
function isNearZero(values: readonly number[]): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low >= 0 && low < high * 0.5;
}
