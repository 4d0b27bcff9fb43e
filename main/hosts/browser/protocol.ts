/** The browser host's answers: security headers, JSON in and out, refusals. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { HostFacts } from "../../../core/studio/api.ts";
import { serveCommand } from "../../common/program.ts";
import type { Studio } from "../../studio/studio.ts";

/** Refused before the studio sees it. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const policyFor = (styles: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${styles}`,
    "img-src 'self' blob: data: visualatom:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

const contentSecurityPolicy = policyFor("");

export const securityHeaders: Record<string, string> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), usb=(), serial=(), hid=()",
};

/** In the page's document; the build leaves them as they are. */
const NONCE = "__STYLE_NONCE__";

const FACTS = "__HOST_FACTS__";

/** What the page would ask for first. */
export async function hostFacts(studio: Studio): Promise<HostFacts> {
  const [about, settings] = await Promise.all([studio.api.about(), studio.api.settings()]);
  return { about, settings };
}

/** The page with what it would ask for first, and with a nonce for its styles. */
export function pageFor(document: Buffer, facts: HostFacts): { bytes: Buffer; policy: string } {
  const text = JSON.stringify(facts).replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return withNonce(document.toString("utf8").replace(FACTS, () => text));
}

/** A document in which the components may add styles by a nonce, and the policy that lets only those through. */
function withNonce(document: string): { bytes: Buffer; policy: string } {
  const nonce = randomBytes(16).toString("base64");
  const bytes = Buffer.from(document.replaceAll(NONCE, nonce));
  return { bytes, policy: policyFor(` 'nonce-${nonce}'`) };
}

const LARGEST_BODY = 1024 * 1024;

/** @throws Refusal for anything but JSON of a sensible size */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const [type] = (request.headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/json") {
    throw new Refusal(415, "The body must be of type application/json");
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) throw new Refusal(413, "The body is too large");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new Refusal(400, "The body is not valid JSON");
  }
}

export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  const bytes = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": bytes.length,
    "cache-control": "no-store",
  });
  response.end(bytes);
}

const WORDS_STYLE =
  "html{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:40rem;margin:15vh auto;padding:0 1.5rem}";

const COMMAND = serveCommand();

/** A page in words, for a person whose address does not lead to the studio. */
export function answerWords(response: ServerResponse, status: number, message: string): void {
  const title =
    status === 401 || status === 404 ? "This is not the studio's address any more" : "VisualAtom Studio";
  const { bytes, policy } = withNonce(
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>VisualAtom Studio</title>
<style nonce="${NONCE}">${WORDS_STYLE}</style>
<h1>${escaped(title)}</h1>
<p>${escaped(message)}</p>
<p>Each start of the studio has an address of its own, and those of earlier starts lead here. The present one stands in the terminal
in which <code>${escaped(COMMAND)}</code> runs, after “The studio is at”. If it does not run any more, start it again. Nothing that was
made or saved is lost; jobs that were interrupted are in Jobs and can be continued.</p>
</html>
`,
  );
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-length": bytes.length,
    "cache-control": "no-store",
    "content-security-policy": policy,
  });
  response.end(bytes);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
