/** Who is let in: the one who has the token, from a page of this very address. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Refusal } from "./protocol.ts";

/** A browser that was started takes less to come up. */
const ONCE_MILLISECONDS = 120_000;
const HTTP_PORT = 80;

export class Admission {
  /** What the page and all that it asks for lies under. Browsers send cookies to every port of a machine, but only to their path. */
  readonly base: string;
  private readonly token: string;
  private readonly session = random(32);
  private readonly cookieName: string;
  private readonly hosts: ReadonlySet<string>;
  /** Tokens that are good for one entry, and until when. */
  private readonly once = new Map<string, number>();

  /** @param path name of the page's path, which nobody can guess; a new one by default */
  constructor(token: string, port: number, path: string = randomName()) {
    this.base = `/${path}/`;
    this.token = token;
    this.cookieName = `visualatom_${port}`;
    const names = ["127.0.0.1", "localhost", "[::1]"];
    // Browsers leave HTTP's own port out.
    this.hosts = new Set([...names.map((name) => `${name}:${port}`), ...(port === HTTP_PORT ? names : [])]);
  }

  /** A token for a program whose arguments others can read: it lets in once, and soon. */
  tokenForOnce(now = Date.now()): string {
    const token = random(32);
    this.once.set(token, now + ONCE_MILLISECONDS);
    return token;
  }

  /** Another name that resolves to this machine is a rebinding attack, or a proxy that nobody set up. */
  checkHost(request: IncomingMessage): void {
    if (this.hosts.has(request.headers.host ?? "")) return;
    throw new Refusal(
      403,
      "This address is not the studio's; open the one that it printed, through a tunnel with the same port at both ends",
    );
  }

  checkOrigin(request: IncomingMessage, { needed = false } = {}): void {
    const { origin, host } = request.headers;
    if (origin === undefined && !needed) return;
    if (origin === `http://${host}`) return;
    throw new Refusal(403, "Another page has no access to the studio");
  }

  checkToken(offered: string, now = Date.now()): void {
    if (equal(offered, this.token) || this.takeOnce(offered, now)) return;
    throw new Refusal(
      401,
      "The token is not this studio's, or was used before; open the address that it printed",
    );
  }

  checkCookie(request: IncomingMessage): void {
    for (const part of (request.headers.cookie ?? "").split(";")) {
      const [name, value] = part.trim().split("=", 2);
      if (name === this.cookieName && equal(value ?? "", this.session)) return;
    }
    throw new Refusal(401, "Open the address that the studio printed when it started");
  }

  /** A page of another site cannot make the browser send it, and no script can read it. */
  cookie(): string {
    return `${this.cookieName}=${this.session}; Path=${this.base}; HttpOnly; SameSite=Strict`;
  }

  private takeOnce(offered: string, now: number): boolean {
    for (const [token, end] of this.once) {
      if (!equal(offered, token)) continue;
      this.once.delete(token);
      return now < end;
    }
    return false;
  }
}

/** For the page's path. */
export function randomName(): string {
  return random(16);
}

function random(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}

/** Takes as long for a nearly right token as for any other. */
function equal(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
