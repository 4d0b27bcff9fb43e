/**
 * Pictures of formulas over one WebSocket, any number at a time: over HTTP a browser asks for six at once, and spends
 * longer on each request than a thread on the picture. Text asks (`{"id": 1, "address": "picture/…"}`), takes back
 * (`{"drop": 1}`) and tells configurations that are asked for next (`{"id": 2, "config": {…}}`); answers are binary, those of a moment in one message, each as id (uint32, little endian), length of what follows after
 * the next byte (uint32), 1 and the greys row by row, or 0 and a sentence.
 * Neither side spends time on a file that nobody keeps: encoding and decoding took longer than drawing.
 */
import type { WebSocket } from "ws";
import * as z from "zod";
import { describeProblem } from "../../../core/config/errors.ts";
import { parsePictureAddress } from "../../../core/studio/schemas.ts";
import { plainError } from "../../studio/errors.ts";
import type { Studio } from "../../studio/studio.ts";

export const LONGEST_ASK = 64 * 1024;
/** A page shows a few hundred at most. */
const MOST_ASKED = 2048;

const id = z.int().min(0).max(0xffffffff);
const ask = z.union([
  z.strictObject({ id, address: z.string().max(400) }),
  z.strictObject({ drop: id }),
  z.strictObject({ id, config: z.unknown() }),
]);

export function servePictures(socket: WebSocket, studio: Studio, log: (message: string) => void): void {
  const asked = new Map<number, AbortController>();
  socket.on("message", (data, isBinary) => {
    const message = isBinary ? null : parseAsk(String(data));
    if (message === null || asked.size >= MOST_ASKED) socket.close(1008, "This is not asked here");
    else if ("drop" in message) asked.get(message.drop)?.abort();
    else if ("config" in message) void register(message.id, message.config);
    else void answer(message.id, message.address);
  });
  socket.on("close", () => {
    for (const gone of asked.values()) gone.abort();
  });

  async function register(number: number, config: unknown): Promise<void> {
    const result = await studio.api.registerConfig({ config });
    const problems = result.ok ? "" : result.problems.map(describeProblem).join("\n");
    send(number, result.ok ? 1 : 0, Buffer.from(problems));
  }
  async function answer(number: number, address: string): Promise<void> {
    const gone = new AbortController();
    asked.set(number, gone);
    try {
      const [path, query = ""] = address.split("?", 2);
      const wanted = parsePictureAddress(path, new URLSearchParams(query));
      if (wanted?.kind !== "picture") send(number, 0, Buffer.from("There is no such picture."));
      else send(number, 1, await studio.samples(wanted.request, gone.signal));
    } catch (error) {
      if (gone.signal.aborted) return;
      const plain = plainError(error);
      if (plain.name === "Failed") log(`${address}: ${(error as Error)?.stack ?? error}`);
      send(number, 0, Buffer.from(plain.message));
    } finally {
      asked.delete(number);
    }
  }
  let parts: Uint8Array[] = [];
  function send(number: number, ok: 0 | 1, bytes: Uint8Array): void {
    const head = Buffer.alloc(9);
    head.writeUInt32LE(number);
    head.writeUInt32LE(bytes.length, 4);
    head.writeUInt8(ok, 8);
    // What a thread drew as one batch costs the page one message.
    if (parts.length === 0) setImmediate(flush);
    parts.push(head, bytes);
  }
  function flush(): void {
    if (socket.readyState === socket.OPEN) socket.send(Buffer.concat(parts));
    parts = [];
  }
}

function parseAsk(text: string): z.infer<typeof ask> | null {
  try {
    return ask.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
