/** Pictures over one WebSocket, as many at a time as are wanted; the host's side says what travels on it. */

import type { DatasetConfig } from "../../core/config/parameters.ts";
import type { GreyPicture } from "../../core/studio/bridge.ts";

interface Told {
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

interface Asked extends Told {
  path: string;
}

export class PictureChannel {
  private readonly address: string;
  private socket: WebSocket | null = null;
  /** Sent, and to be sent when others have come; in the order in which they were wanted. */
  private readonly asked = new Map<number, Asked>();
  private readonly waiting = new Map<number, Asked>();
  /** Configurations that the host has not confirmed yet. */
  private readonly told = new Map<number, Told>();
  private nextId = 0;
  private arrived: (() => void)[] = [];
  private readonly whenThere: (() => void)[] = [];
  private delivery: ReturnType<typeof setTimeout> | undefined;

  /** @param address `ws://…/pictures` */
  constructor(address: string) {
    this.address = address;
  }

  /**
   * One picture.
   * @param path below the page's own, as `picture/…`
   * @throws an error with one sentence where it cannot be drawn, or the host has gone
   */
  load(path: string, signal: AbortSignal): Promise<GreyPicture> {
    return new Promise<Uint8Array>((resolve, reject) => {
      if (signal.aborted) return reject(new Error("Nobody waits for this picture"));
      const id = this.newId();
      this.waiting.set(id, { path, resolve, reject });
      const leave = () => {
        if (this.asked.delete(id)) this.send({ drop: id });
        else if (!this.waiting.delete(id)) return;
        reject(new Error("Nobody waits for this picture"));
        this.next();
        this.tellThere();
      };
      signal.addEventListener("abort", leave, { once: true });
      this.next();
    }).then((samples) => ({ side: sideOf(samples.length), samples }));
  }

  /**
   * Tells the host of a configuration, before whatever is asked for after it.
   * @throws an error with a line for each problem, or that the host has gone
   */
  tell(config: DatasetConfig): Promise<void> {
    return new Promise<Uint8Array>((resolve, reject) => {
      const id = this.newId();
      this.told.set(id, { resolve, reject });
      this.send({ id, config });
    }).then(() => {});
  }

  /** Settles when nothing that was asked for is on its way. */
  there(): Promise<void> {
    return new Promise((resolve) => {
      this.whenThere.push(resolve);
      this.tellThere();
    });
  }

  private tellThere(): void {
    if (this.asked.size + this.waiting.size + this.arrived.length > 0) return;
    for (const tell of this.whenThere.splice(0)) tell();
  }

  private newId(): number {
    this.nextId = (this.nextId + 1) % 2 ** 32;
    return this.nextId;
  }

  /** Those that a quick scroll has left behind never leave the page. */
  private next(): void {
    for (const [id, wanted] of this.waiting) {
      if (this.asked.size >= MOST_ASKED) return;
      this.waiting.delete(id);
      this.asked.set(id, wanted);
      this.send({ id, address: wanted.path });
    }
  }

  private send(message: object): void {
    const socket = this.open();
    const text = JSON.stringify(message);
    if (socket.readyState === WebSocket.OPEN) socket.send(text);
    else socket.addEventListener("open", () => socket.send(text), { once: true });
  }

  private open(): WebSocket {
    if (this.socket !== null) return this.socket;
    const socket = new WebSocket(this.address);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => this.take(data as ArrayBuffer);
    socket.onclose = () => {
      this.socket = null;
      for (const list of [this.told, this.asked, this.waiting]) {
        for (const { reject } of list.values()) reject(new Error("The studio's host does not answer"));
        list.clear();
      }
      this.tellThere();
    };
    this.socket = socket;
    return socket;
  }

  private take(data: ArrayBuffer): void {
    const view = new DataView(data);
    for (let at = 0; at < data.byteLength; ) {
      const id = view.getUint32(at, true);
      const length = view.getUint32(at + 4, true);
      const isAnswer = view.getUint8(at + 8) === 1;
      const body = new Uint8Array(data, at + HEAD_BYTES, length);
      at += HEAD_BYTES + length;
      const asked = this.asked.get(id) ?? this.told.get(id);
      this.asked.delete(id);
      this.told.delete(id);
      if (isAnswer) this.arrived.push(() => asked?.resolve(body));
      else this.arrived.push(() => asked?.reject(new Error(new TextDecoder().decode(body))));
    }
    this.next();
    if (this.asked.size === 0) this.deliver();
    else this.delivery ??= setTimeout(() => this.deliver(), LONGEST_HOLD_MS);
  }

  /** Pictures that come one shortly after the other are shown in one frame: one for each would keep the next waiting. */
  private deliver(): void {
    clearTimeout(this.delivery);
    this.delivery = undefined;
    for (const pass of this.arrived.splice(0)) pass();
    this.tellThere();
  }
}

/** A screen of a gallery: every preview thread has a batch in hand, and more are ready. */
const MOST_ASKED = 48;
/** What has come waits no longer than this for what is on its way: about three frames. */
const LONGEST_HOLD_MS = 50;
/** Id, length, and whether it could be drawn. */
const HEAD_BYTES = 9;

/** Of a square of greys, or of red, green and blue: no number of samples is both. */
function sideOf(length: number): number {
  const side = Math.sqrt(length);
  return Number.isInteger(side) ? side : Math.sqrt(length / 3);
}
