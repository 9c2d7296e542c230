/** A number's place on the screen, and where ticks stand. */
export interface Scale {
  at: (value: number) => number;
  ticks: number[];
  first: number;
  last: number;
}

const STEPS = [1, 2, 2.5, 5, 10];

/** A straight scale over all `values` from `from` to `to` in pixels, with about a tick in `apart` of them. Its ends are round numbers;
 * when `tight` they are those of the values. `whole` leaves no tick between two whole numbers. */
export function linear(
  values: readonly number[],
  from: number,
  to: number,
  {
    zero = false,
    tight = false,
    whole = false,
    apart = 70,
  }: Partial<Record<"zero" | "tight" | "whole", boolean>> & { apart?: number } = {},
): Scale {
  const finite = values.filter(Number.isFinite);
  let low = Math.min(...finite, ...(zero ? [0] : []));
  let high = Math.max(...finite, ...(zero ? [0] : []));
  if (!Number.isFinite(low) || !Number.isFinite(high)) [low, high] = [0, 1];
  if (low === high) [low, high] = low === 0 ? [0, 1] : [low - Math.abs(low) / 2, high + Math.abs(high) / 2];
  const wanted = stepFor((high - low) / Math.max(2, Math.floor(Math.abs(to - from) / apart)));
  const step = whole ? Math.max(1, Math.ceil(wanted)) : wanted;
  const begin = (tight ? Math.ceil(low / step - 1e-9) : Math.floor(low / step + 1e-9)) * step;
  const end = (tight ? Math.floor(high / step + 1e-9) : Math.ceil(high / step - 1e-9)) * step;
  const count = Math.round((end - begin) / step);
  const ticks = Array.from({ length: count + 1 }, (_, tick) => tidy(begin + tick * step));
  const [first, last] = tight ? [low, high] : [begin, end];
  return { at: (value) => from + ((value - first) / (last - first)) * (to - from), ticks, first, last };
}

/** The scale of days, its ticks at the turn of years, or of months where it is short. */
export function temporal(days: readonly number[], from: number, to: number, apart = 70): Scale {
  const first = Math.min(...days);
  const last = Math.max(first + 1, Math.max(...days));
  const most = Math.max(1, Math.floor(Math.abs(to - from) / apart));
  const months = [1, 3, 6, 12, 24, 60, 120, 240].find((each) => (last - first) / (each * 30.44) <= most) ?? 600;
  const begin = new Date(first * 86_400_000);
  const ticks: number[] = [];
  for (let month = 0; ; month += months) {
    const start = months >= 12 ? 0 : Math.floor(begin.getUTCMonth() / months) * months;
    const day = Date.UTC(begin.getUTCFullYear(), start + month, 1) / 86_400_000;
    if (day > last) break;
    if (day >= first) ticks.push(day);
  }
  return { at: (day) => from + ((day - first) / (last - first)) * (to - from), ticks, first, last };
}

function stepFor(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return (STEPS.find((each) => each * power >= rough * (1 - 1e-9)) ?? 10) * power;
}

/** Without what is left of rounding. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
