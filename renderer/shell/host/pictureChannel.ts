/** Pictures over one WebSocket, as many at a time as are wanted; the host's side says what travels on it. */

import type { DatasetConfig } from "../../../core/config/parameters.ts";
import type { DrawnPicture, LoadedPicture } from "../../../core/studio/bridge.ts";
import { KeptPictures } from "./keptPictures.ts";

interface Waiter<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

/** A picture that somebody waits for, or that will probably be wanted next. */
interface Wanted {
  path: string;
  /** null until it is asked for. */
  id: number | null;
  waiters: Set<Waiter<DrawnPicture>>;
}

export class PictureChannel {
  private readonly address: string;
  private socket: WebSocket | null = null;
  /** By path, in the order in which they were wanted, until they come. */
  private readonly wanted = new Map<string, Wanted>();
  private readonly asked = new Map<number, Wanted>();
  private readonly kept = new KeptPictures();
  /** Paths that will probably be wanted next. */
  private ahead: string[] = [];
  /** Configurations that the host has not confirmed yet. */
  private readonly told = new Map<number, Waiter<void>>();
  private nextId = 0;
  private arrived: (() => void)[] = [];
  private readonly whenThere: (() => void)[] = [];
  private delivery: ReturnType<typeof setTimeout> | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;

  /** @param address `ws://…/pictures` */
  constructor(address: string) {
    this.address = address;
  }

  /**
   * One picture, whose promise fails with one sentence where it cannot be drawn, or the host has gone.
   * @param path below the page's own, as `picture/…`
   */
  load(path: string): LoadedPicture {
    const kept = this.kept.get(path);
    if (kept !== undefined) return { picture: Promise.resolve(kept), leave() {} };
    const wanted = this.want(path);
    let leave = () => {};
    const picture = new Promise<DrawnPicture>((resolve, reject) => {
      const waiter = { resolve, reject };
      wanted.waiters.add(waiter);
      leave = () => {
        if (!wanted.waiters.delete(waiter)) return;
        if (wanted.waiters.size === 0) this.drop(wanted);
        reject(new Error("Nobody waits for this picture"));
      };
    });
    this.next();
    return { picture, leave };
  }

  /** Pictures that will probably be wanted next, in place of those named before: asked for when nobody waits for others. */
  prepare(paths: string[]): void {
    this.ahead = paths;
    const likely = new Set(paths);
    for (const wanted of [...this.wanted.values()])
      if (wanted.waiters.size === 0 && !likely.has(wanted.path)) this.drop(wanted);
    this.next();
  }

  /**
   * Tells the host of a configuration, before whatever is asked for after it.
   * @throws an error with a line for each problem, or that the host has gone
   */
  tell(config: DatasetConfig): Promise<void> {
    return new Promise((resolve, reject) => {
      const id = this.newId();
      this.told.set(id, { resolve, reject });
      this.send({ id, config });
    });
  }

  /** Settles when nothing that somebody waits for is on its way. */
  there(): Promise<void> {
    return new Promise((resolve) => {
      this.whenThere.push(resolve);
      this.tellThere();
    });
  }

  private tellThere(): void {
    if (this.isAwaited() || this.arrived.length > 0) return;
    for (const tell of this.whenThere.splice(0)) tell();
  }

  private isAwaited(): boolean {
    for (const { waiters } of this.wanted.values()) if (waiters.size > 0) return true;
    return false;
  }

  private newId(): number {
    this.nextId = (this.nextId + 1) % 2 ** 32;
    return this.nextId;
  }

  private want(path: string): Wanted {
    const known = this.wanted.get(path);
    if (known !== undefined) return known;
    const wanted: Wanted = { path, id: null, waiters: new Set() };
    this.wanted.set(path, wanted);
    return wanted;
  }

  private drop(wanted: Wanted): void {
    this.wanted.delete(wanted.path);
    if (wanted.id !== null && this.asked.delete(wanted.id)) this.send({ drop: wanted.id });
    this.next();
    this.tellThere();
  }

  /** Those that a quick scroll has left behind never leave the page. */
  private next(): void {
    if (this.asked.size >= MOST_ASKED) return;
    for (const wanted of this.wanted.values()) {
      if (wanted.id === null && this.asked.size < MOST_ASKED) this.ask(wanted);
    }
    clearTimeout(this.rest);
    // Not in the same task: a screen that changes leaves its pictures before it asks for those that come.
    if (this.ahead.length > 0) this.rest = setTimeout(() => this.askAhead());
  }

  private askAhead(): void {
    if (this.isAwaited()) return;
    for (const path of this.ahead.splice(0, MOST_ASKED - this.asked.size)) {
      if (!this.kept.has(path) && !this.wanted.has(path)) this.ask(this.want(path));
    }
  }

  private ask(wanted: Wanted): void {
    wanted.id = this.newId();
    this.asked.set(wanted.id, wanted);
    this.send({ id: wanted.id, address: wanted.path });
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
    socket.onclose = () => this.lose();
    this.socket = socket;
    return socket;
  }

  private lose(): void {
    this.socket = null;
    this.ahead = [];
    const lost = [...this.told.values(), ...[...this.wanted.values()].flatMap(({ waiters }) => [...waiters])];
    for (const { waiters } of this.wanted.values()) waiters.clear();
    for (const list of [this.told, this.asked, this.wanted]) list.clear();
    for (const { reject } of lost) reject(new Error("The studio's host does not answer"));
    this.tellThere();
  }

  private take(data: ArrayBuffer): void {
    const view = new DataView(data);
    for (let at = 0; at < data.byteLength; ) {
      const id = view.getUint32(at, true);
      const length = view.getUint32(at + 4, true);
      const isAnswer = view.getUint8(at + 8) === 1;
      const body = new Uint8Array(data, at + HEAD_BYTES, length);
      at += HEAD_BYTES + length;
      const error = isAnswer ? null : new Error(new TextDecoder().decode(body));
      const told = this.told.get(id);
      const asked = this.asked.get(id);
      if (told !== undefined) this.confirm(id, told, error);
      else if (asked !== undefined) this.arrive(asked, error ?? body);
    }
    this.next();
    if (!this.isAwaited()) this.deliver();
    else this.delivery ??= setTimeout(() => this.deliver(), LONGEST_HOLD_MS);
  }

  private confirm(id: number, { resolve, reject }: Waiter<void>, error: Error | null): void {
    this.told.delete(id);
    if (error === null) resolve();
    else reject(error);
  }

  private arrive(wanted: Wanted, answer: Uint8Array | Error): void {
    this.asked.delete(wanted.id as number);
    this.wanted.delete(wanted.path);
    const waiters = [...wanted.waiters];
    // Who leaves from now on leaves nothing, least of all another request for the same picture.
    wanted.waiters.clear();
    if (answer instanceof Error) {
      for (const { reject } of waiters) this.arrived.push(() => reject(answer));
      return;
    }
    // A copy: the message holds a whole batch, which would be kept with each of its pictures.
    const picture = { side: sideOf(answer.length), samples: answer.slice() };
    this.kept.set(wanted.path, picture);
    for (const { resolve } of waiters) this.arrived.push(() => resolve(picture));
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
