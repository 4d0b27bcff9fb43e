/** Linear scales and their ticks: the arithmetic behind every plot. */

export interface Scale {
  min: number;
  max: number;
  /** Value → px. */
  toPixels(value: number): number;
  /** px → value, within min…max. */
  toValue(pixels: number): number;
}

/** Maps min…max onto from…to px; a single value lies in the middle. */
export function linearScale(min: number, max: number, from: number, to: number): Scale {
  const span = max - min;
  const length = to - from;
  return {
    min,
    max,
    toPixels: (value) => (span === 0 ? from + length / 2 : from + ((value - min) / span) * length),
    toValue(pixels) {
      const part = length === 0 ? 0 : (pixels - from) / length;
      return min + Math.min(1, Math.max(0, part)) * span;
    },
  };
}

/** Round values (1, 2 or 5 times a power of ten) within min…max, about `count` of them. */
export function niceTicks(min: number, max: number, count: number): number[] {
  const step = niceStep((max - min) / Math.max(1, count));
  if (step === 0 || !Number.isFinite(step)) return [min];
  const ticks: number[] = [];
  for (let i = Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++) ticks.push(i * step);
  return ticks.map((tick) => Number(tick.toPrecision(12)));
}

/** The smallest of 1, 2, 5 times a power of ten that is at least `size`; 0 for 0. */
export function niceStep(size: number): number {
  if (!(size > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5].find((candidate) => candidate * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** A tick in as few characters as tell it: `1,500`, `0.25`, `−1`. */
export function formatTick(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : 4;
  // The language's own way of it takes a while to load, and long for each number.
  const [, sign, whole, fraction] = /^(-?)(\d+)(\.\d*?)?0*$/.exec(value.toFixed(digits)) ?? [
    "",
    "",
    String(value),
  ];
  return (
    (sign === "-" ? "−" : "") + whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction?.replace(/^\.$/, "") ?? "")
  );
}

/** A parameter's value as it is read: four figures that count; a dash where there is none. */
export function formatValue(value: number | undefined): string {
  return value !== undefined && Number.isFinite(value) ? formatTick(Number(value.toPrecision(4))) : "–";
}
