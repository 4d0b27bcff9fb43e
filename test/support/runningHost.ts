/** The browser host over real HTTP, on a studio of its own, and requests exactly as they are given. */
import { mkdirSync, writeFileSync } from "node:fs";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import { afterEach } from "vitest";
import { type BrowserHost, startBrowserHost } from "../../main/hosts/browser/server.ts";
import { temporaryFolder } from "./folders.ts";
import { type TestStudio, testStudio } from "./studio.ts";

export const token = "the-token-of-this-test";
const hosts: BrowserHost[] = [];

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Running extends TestStudio {
  host: BrowserHost;
  port: number;
  base: string;
  cookie: string;
  /** At exactly this path. */
  bare(path: string, options?: SendOptions): Promise<Answer>;
  send(path: string, options?: SendOptions): Promise<Answer>;
  /** A method as the page calls it. */
  call(method: string, input?: unknown): Promise<{ status: number; answer: Record<string, never> }>;
}

export interface SendOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Sent with the cookie and the right Host unless said otherwise. */
  cookie?: string | null;
  host?: string;
}

export async function running(): Promise<Running> {
  const pageFolder = temporaryFolder();
  writeFileSync(join(pageFolder, "index.html"), "<!doctype html>the page");
  mkdirSync(join(pageFolder, "assets"));
  writeFileSync(join(pageFolder, "assets", "page.js"), "1");
  const test = await testStudio();
  const host = await startBrowserHost({ studio: test.studio, pageFolder, port: 0, token, log() {} });
  hosts.push(host);
  const { port } = host;
  const { base } = host;
  const request = (path: string, options: SendOptions, cookie: string): Promise<Answer> => {
    const headers: Record<string, string> = { host: options.host ?? `127.0.0.1:${port}`, ...options.headers };
    if (options.cookie !== null) headers.cookie = options.cookie ?? cookie;
    return new Promise((resolve, reject) => {
      // Unlike fetch, this sends any path, Host and Origin as they are given.
      const sent = httpRequest({ port, path, method: options.method ?? "GET", headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      sent.on("error", reject);
      sent.end(options.body);
    });
  };
  const entered = await request(`/?token=${token}`, { cookie: null }, "");
  const cookie = entered.headers["set-cookie"]![0].split(";")[0];
  // Everything but the way in lies below a path of its own.
  const send = (path: string, options: SendOptions = {}): Promise<Answer> =>
    request(path.startsWith("/?token=") ? path : base + path.slice(1), options, cookie);
  const call: Running["call"] = async (method, input = {}) => {
    const { status, body } = await send(`/api/${method}`, { ...post, body: JSON.stringify(input) });
    return { status, answer: JSON.parse(body.toString()) };
  };
  return {
    ...test,
    port,
    base,
    cookie,
    host,
    bare: (path, options = {}) => request(path, options, cookie),
    send,
    call,
  };
}

export const post = { method: "POST", headers: { "content-type": "application/json", "x-visualatom": "1" } };
