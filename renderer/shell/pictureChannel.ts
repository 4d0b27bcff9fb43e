/** Pictures over one WebSocket, as many at a time as are wanted; the host's side says what travels on it. */

interface Asked {
  resolve(png: Blob): void;
  reject(error: Error): void;
}

export class PictureChannel {
  private readonly address: string;
  private socket: WebSocket | null = null;
  private readonly asked = new Map<number, Asked>();
  private nextId = 0;

  /** @param address `ws://…/pictures` */
  constructor(address: string) {
    this.address = address;
  }

  /**
   * A PNG.
   * @param path below the page's own, as `picture/…`
   * @throws an error with one sentence where it cannot be drawn, or the host has gone
   */
  load(path: string, signal: AbortSignal): Promise<Blob> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new Error("Nobody waits for this picture"));
      const id = this.nextId++ % 2 ** 32;
      this.asked.set(id, { resolve, reject });
      signal.addEventListener(
        "abort",
        () => {
          if (this.asked.delete(id)) this.send({ drop: id });
          reject(new Error("Nobody waits for this picture"));
        },
        { once: true },
      );
      this.send({ id, address: path });
    });
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
      for (const { reject } of this.asked.values()) reject(new Error("The studio's host does not answer"));
      this.asked.clear();
    };
    this.socket = socket;
    return socket;
  }

  private take(data: ArrayBuffer): void {
    const head = new DataView(data);
    const id = head.getUint32(0, true);
    const asked = this.asked.get(id);
    this.asked.delete(id);
    const body = new Uint8Array(data, HEAD_BYTES);
    if (head.getUint8(4) === 1) asked?.resolve(new Blob([body], { type: "image/png" }));
    else asked?.reject(new Error(new TextDecoder().decode(body)));
  }
}

/** Id and whether it could be drawn. */
const HEAD_BYTES = 5;
