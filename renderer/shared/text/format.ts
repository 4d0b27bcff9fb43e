/** Numbers as people say them. */

const UNITS = ["bytes", "KB", "MB", "GB", "TB", "PB"];

/** Decimal units with two figures that count: `53 GB`, `4.1 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

/** `1,000,000`; the language's own way of it takes a while to load. */
export const formatCount = (count: number): string =>
  String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");

/** `about` is left to the sentence: `40 s`, `12 min`, `3 h 20 min`, `2.5 days`. */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return "under a second";
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = seconds / 60;
  if (minutes < 90) return `${Math.round(minutes)} min`;
  const hours = minutes / 60;
  if (hours < 36) {
    const whole = Math.floor(hours);
    const rest = 10 * Math.round((minutes - 60 * whole) / 10);
    if (rest === 60) return `${whole + 1} h`;
    return rest === 0 || whole >= 10 ? `${Math.round(hours)} h` : `${whole} h ${rest} min`;
  }
  const days = hours / 24;
  return `${days < 1000 ? days.toFixed(1) : formatCount(days)} days`;
}

/** The size of what is expected, measured on a few pictures: two digits, `850 GB`. */
export const aboutBytes = (bytes: number): string => formatBytes(Number(bytes.toPrecision(2)));

/** An expectation, not a measurement. */
export const aboutDuration = (seconds: number): string =>
  seconds < 1 ? formatDuration(seconds) : `about ${formatDuration(seconds)}`;

export function formatRate(perSecond: number): string {
  return perSecond < 10 ? perSecond.toFixed(1) : formatCount(perSecond);
}

/** The message of whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
