/** Who is let in: the one who has the token, from a page of this very address. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Refusal } from "./protocol.ts";

export class Admission {
  private readonly token: string;
  /** Cookies are shared between ports; the name keeps two studios apart. */
  private readonly cookieName: string;
  private readonly hosts: ReadonlySet<string>;

  constructor(token: string, port: number) {
    this.token = token;
    this.cookieName = `visualatom_${port}`;
    this.hosts = new Set(["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${port}`));
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

  checkToken(offered: string): void {
    if (equal(offered, this.token)) return;
    throw new Refusal(401, "The token is not this studio's; open the address that it printed");
  }

  checkCookie(request: IncomingMessage): void {
    for (const part of (request.headers.cookie ?? "").split(";")) {
      const [name, value] = part.trim().split("=", 2);
      if (name === this.cookieName && equal(value ?? "", this.token)) return;
    }
    throw new Refusal(401, "Open the address that the studio printed when it started");
  }

  /** A page of another site cannot make the browser send it, and no script can read it. */
  cookie(): string {
    return `${this.cookieName}=${this.token}; Path=/; HttpOnly; SameSite=Strict`;
  }
}

/** Takes as long for a nearly right token as for any other. */
function equal(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
