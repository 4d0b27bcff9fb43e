/** Numbers as people say them. */
import { aByte } from "../../workers/disk/names.ts";

/** `1,000,000`; without the locales' data, which take longer to load than a short command takes. */
export function countText(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1 class`, `1,000 classes` */
export function countedText(count: number, one: string, many: string): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** `53 GB`, `5.3 GB`; decimal units, as disks are sold. */
export function bytesText(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** Two digits, for what was estimated: `850 GB`. */
export function roughBytesText(bytes: number): string {
  return bytesText(Number(bytes.toPrecision(2)));
}

/** `38 min`, `1 h 05 min`, `2 d 3 h`; two units at most. */
export function durationText(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 10) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Images a second: one decimal below 100. */
export function rateText(perSecond: number): string {
  return perSecond < 99.95 ? perSecond.toFixed(1) : countText(perSecond);
}

/**
 * Names come from anywhere: characters that would move a terminal's cursor or ring its bell are shown as escapes, and so
 * are bytes that are no characters (`workers/disk/names.ts`).
 */
export function visible(text: string): string {
  return [...text]
    .map((character) => (isControl(character) || aByte.test(character) ? escapeOf(character) : character))
    .join("");
}

/** The same of sentences in lines: the lines' ends stay. */
export function visibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0)!;
  const turnsText = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || turnsText;
}

function escapeOf(character: string): string {
  if (aByte.test(character)) return `\\x${(character.charCodeAt(0) & 0xff).toString(16)}`;
  return `\\u${character.codePointAt(0)!.toString(16).padStart(4, "0")}`;
}
