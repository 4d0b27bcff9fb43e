/** Results whose bytes change threads without being copied. */
import { move, transferableSymbol, valueSymbol } from "piscina";

/** What a task returns to hand over `result` together with the buffer that its bytes lie in. */
export function movable<T extends object>(result: T, buffer: ArrayBuffer): T {
  return move({ [transferableSymbol]: [buffer], [valueSymbol]: result } as never) as unknown as T;
}
