/** Results whose bytes change threads without being copied. */
import { move, transferableSymbol, valueSymbol } from "piscina";

/** What a task returns to hand over `result` together with the buffers that its bytes lie in. */
export function movable<T extends object>(result: T, buffers: ArrayBuffer[]): T {
  return move({ [transferableSymbol]: buffers, [valueSymbol]: result } as never) as unknown as T;
}
