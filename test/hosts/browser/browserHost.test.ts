/** The browser host over real HTTP: who is let in, and what is answered. */
import { mkdirSync, writeFileSync } from "node:fs";
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { StudioEvent } from "../../../core/studio/api.ts";
import { Admission } from "../../../main/hosts/browser/admission.ts";
import { type BrowserHost, startBrowserHost } from "../../../main/hosts/browser/server.ts";
import { temporaryFolder } from "../../support/folders.ts";
import { register, smallConfig, type TestStudio, testStudio, until } from "../../support/studio.ts";

const token = "the-token-of-this-test";
const hosts: BrowserHost[] = [];

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

interface Running extends TestStudio {
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

interface SendOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Sent with the cookie and the right Host unless said otherwise. */
  cookie?: string | null;
  host?: string;
}

async function running(): Promise<Running> {
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

const post = { method: "POST", headers: { "content-type": "application/json", "x-visualatom": "1" } };

describe("who is let in", () => {
  test("the address that is printed sets a cookie that scripts cannot read and goes to the page", async () => {
    const { send, port, base } = await running();
    const answer = await send(`/?token=${token}`, { cookie: null });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe(base);
    expect(answer.headers["set-cookie"]).toEqual([
      expect.stringMatching(
        new RegExp(`^visualatom_${port}=[\\w-]{43}; Path=${base}; HttpOnly; SameSite=Strict$`),
      ),
    ]);
    // The cookie, which browsers send to every port of a machine, is not what the printed address has.
    expect(answer.headers["set-cookie"]![0]).not.toContain(token);
    expect((await send("/")).body.toString()).toContain("the page");
  });

  test("the address for a browser that is started lets in once", async () => {
    const { host, bare } = await running();
    const { pathname, search } = new URL(host.addressForOnce());
    expect(search).not.toContain(token);
    expect((await bare(pathname + search, { cookie: null })).status).toBe(303);
    expect((await bare(pathname + search, { cookie: null })).status).toBe(401);
  });

  test("nothing lies outside the page's own path, even for those who were let in", async () => {
    const { bare } = await running();
    for (const path of ["/", "/index.html", "/api/about", "/events"]) {
      expect((await bare(path)).status, path).toBe(404);
    }
  });

  test("an address that cannot be read is refused without a word of the program's inside", async () => {
    const { bare } = await running();
    for (const path of ["//", "/\\", "//["]) {
      const answer = await bare(path, { headers: { accept: "text/html" } });
      expect([400, 404], path).toContain(answer.status);
      expect(answer.body.toString()).not.toMatch(/at .*\.(ts|js)/);
    }
  });

  test("a person with an old address is told in words what to open", async () => {
    const { bare, base } = await running();
    for (const [path, cookie] of [
      ["/", null],
      [base, null],
      ["/old-path/", undefined],
    ] as const) {
      const answer = await bare(path, { cookie, headers: { accept: "text/html,*/*" } });
      expect(answer.headers["content-type"]).toContain("text/html");
      expect(answer.body.toString()).toMatch(/[Oo]pen the address that the studio printed/);
    }
  });

  test("on HTTP's own port browsers send no port, and are let in", () => {
    const admission = new Admission(token, 80);
    const request = { headers: { host: "127.0.0.1" } } as IncomingMessage;
    expect(() => admission.checkHost(request)).not.toThrow();
    expect(() => new Admission(token, 81).checkHost(request)).toThrow(/not the studio's/);
  });

  test("a wrong token is refused, and sets no cookie", async () => {
    const { send } = await running();
    for (const wrong of ["", "x", `${token}x`, token.slice(1), "%00"]) {
      const answer = await send(`/?token=${wrong}`, { cookie: null });
      expect(answer.status, wrong).toBe(401);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
  });

  test("without the cookie, or with a wrong one, nothing is answered", async () => {
    const { send, port, studio } = await running();
    const configId = await register(studio, smallConfig());
    const paths = ["/", "/index.html", "/assets/page.js", `/picture/${configId}/0/0?size=32`, "/nowhere"];
    const cookies = [
      null,
      "",
      "visualatom=x",
      `visualatom_${port}=x`,
      `visualatom_1=${token}`,
      `visualatom_${port}=${token}`,
      `x=visualatom_${port}=${token}`,
    ];
    for (const path of paths) {
      for (const cookie of cookies)
        expect((await send(path, { cookie })).status, `${path} ${cookie}`).toBe(401);
    }
    const call = await send("/api/about", { ...post, cookie: null, body: "{}" });
    expect(call.status).toBe(401);
  });

  test("another host's name is refused, whatever it resolves to", async () => {
    const { send, port } = await running();
    const wrong = [
      "evil.example",
      `evil.example:${port}`,
      "127.0.0.1",
      `127.0.0.1:${port + 1}`,
      `127.0.0.1.evil:${port}`,
    ];
    for (const host of wrong) {
      expect((await send("/", { host })).status, host).toBe(403);
      expect((await send(`/?token=${token}`, { host, cookie: null })).status, host).toBe(403);
      expect((await send("/api/about", { ...post, host, body: "{}" })).status, host).toBe(403);
    }
    for (const name of ["127.0.0.1", "localhost", "[::1]"]) {
      expect((await send("/", { host: `${name}:${port}` })).status, name).toBe(200);
    }
  });

  test("a page of another origin cannot call a method, even with the cookie", async () => {
    const { send, port } = await running();
    const call = (origin: string) =>
      send("/api/about", { ...post, headers: { ...post.headers, origin }, body: "{}" });
    for (const origin of [
      "https://evil.example",
      "null",
      `http://127.0.0.1:${port + 1}`,
      `https://127.0.0.1:${port}`,
    ]) {
      expect((await call(origin)).status, origin).toBe(403);
    }
    expect((await call(`http://127.0.0.1:${port}`)).status).toBe(200);
  });

  test("it is reachable from this machine only", async () => {
    const { port } = await running();
    const { networkInterfaces } = await import("node:os");
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address && address.family === "IPv4" && !address.internal);
    for (const address of outside) {
      const reached = await fetch(`http://${address!.address}:${port}/`).then(
        () => true,
        () => false,
      );
      expect(reached, address!.address).toBe(false);
    }
  });
});

describe("what is answered", () => {
  test("every answer forbids what the page does not need", async () => {
    const { send } = await running();
    for (const path of ["/", "/assets/page.js", "/nowhere"]) {
      const { headers } = await send(path);
      const policy = headers["content-security-policy"] as string;
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toMatch(/unsafe-eval|unsafe-inline/);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["x-frame-options"]).toBe("DENY");
      expect(headers["referrer-policy"]).toBe("no-referrer");
    }
  });

  test("files beside the page are not served, however the path is written", async () => {
    const { send } = await running();
    const paths = [
      "/../package.json",
      "/..%2fpackage.json",
      "/..%2f..%2f..%2f..%2fetc/passwd",
      "/%2e%2e/%2e%2e/etc/passwd",
      "/assets/..%2f..%2fetc%2fpasswd",
      "/assets/..\\..\\etc\\passwd",
      "//etc/passwd",
      "/etc/passwd",
      "/%00",
      "/%",
      "/assets",
      "/dataset/0123456789abcdef/0/..%2f..%2fetc%2fpasswd",
      "/picture/..%2f..%2fetc/0/0?size=1",
    ];
    for (const path of paths) expect((await send(path)).status, path).toBe(404);
  });

  test("a dataset's file is served by its name, and nothing outside the dataset is", async () => {
    const { send, studio } = await running();
    const { path } = await studio.api.grantFolder({ path: temporaryFolder() });
    mkdirSync(join(path, "00000"));
    writeFileSync(join(path, "00000", "vertex_0001_instance_0000.png"), "picture");
    writeFileSync(join(path, "secret.png"), "secret");
    const { datasetId } = await studio.api.openDataset({ path });
    const file = (name: string) => send(`/dataset/${datasetId}/0/${name}`);
    const good = await file("vertex_0001_instance_0000.png");
    expect([good.status, good.headers["content-type"], good.body.toString()]).toEqual([
      200,
      "image/png",
      "picture",
    ]);
    for (const name of [
      "..%2fsecret.png",
      "../../secret.png",
      "%2e%2e%2fsecret.png",
      "..%5csecret.png",
      "%2fetc%2fpasswd",
    ]) {
      expect((await file(name)).status, name).toBe(404);
    }
  });

  test("pictures come as PNG; malformed and unknown ones are not found", async () => {
    const { send, studio } = await running();
    const configId = await register(studio, smallConfig());
    const { status, headers, body } = await send(`/picture/${configId}/0/1?size=32`);
    expect([status, headers["content-type"]]).toEqual([200, "image/png"]);
    expect(body.subarray(1, 4).toString()).toBe("PNG");
    for (const path of [
      "0/1",
      "0/1?size=0",
      "0/1?size=9999",
      "0/1?size=1e2",
      "-1/0?size=32",
      "0/99?size=32",
      "0/0/0?size=32",
      "0/1?size=32&renderer=x",
    ]) {
      expect((await send(`/picture/${configId}/${path}`)).status, path).toBe(404);
    }
    expect((await send("/picture/0123456789abcdef/0/0?size=32")).status).toBe(404);
  });

  test("methods take POST with JSON and the page's own header, and nothing else", async () => {
    const { send } = await running();
    const json = post.headers;
    const status = async (options: SendOptions) => (await send("/api/about", options)).status;
    expect(await status({ method: "GET" })).toBe(405);
    expect(await status({ method: "PUT", headers: json, body: "{}" })).toBe(405);
    expect(await status({ ...post, headers: { ...json, "content-type": "text/plain" }, body: "{}" })).toBe(
      415,
    );
    expect(await status({ ...post, headers: { "x-visualatom": "1" }, body: "{}" })).toBe(415);
    expect(await status({ ...post, headers: { "content-type": "application/json" }, body: "{}" })).toBe(403);
    expect(await status({ ...post, body: "{" })).toBe(400);
    expect(await status({ ...post, body: JSON.stringify({ config: "x".repeat(2_000_000) }) })).toBe(413);
    expect(await status({ ...post, body: "{}" })).toBe(200);
    expect((await send("/", { method: "POST" })).status).toBe(405);
    expect((await send("/", { method: "DELETE" })).status).toBe(405);
  });

  test("unknown methods and wrong arguments are told apart from failures of the studio", async () => {
    const { call } = await running();
    expect((await call("about")).answer).toMatchObject({ ok: true, value: { host: "browser" } });
    expect(await call("nonsense")).toMatchObject({
      status: 404,
      answer: { error: { name: "UnknownMethod" } },
    });
    expect(await call("__proto__")).toMatchObject({ status: 404 });
    expect(await call("classDetail", { x: 1 })).toMatchObject({
      status: 400,
      answer: { error: { name: "InvalidInput" } },
    });
    expect(await call("openDataset", { path: "/etc" })).toMatchObject({
      status: 200,
      answer: { ok: false, error: { name: "PathNotGranted" } },
    });
  });
});

describe("events", () => {
  const connect = (address: string, headers: Record<string, string>) =>
    new Promise<WebSocket>((resolve, reject) => {
      const socket = new WebSocket(address, { headers });
      socket.on("open", () => resolve(socket));
      socket.on("error", reject);
    });

  test("reach the page, several of them, until they leave", async () => {
    const { port, base, cookie, studio } = await running();
    const headers = { cookie, origin: `http://127.0.0.1:${port}` };
    const received: StudioEvent[][] = [[], []];
    const sockets = await Promise.all(
      [0, 1].map(() => connect(`ws://127.0.0.1:${port}${base}events`, headers)),
    );
    for (const [i, socket] of sockets.entries()) {
      socket.on("message", (data) => received[i].push(JSON.parse(String(data))));
    }
    await studio.api.saveSettings({ theme: "light" });
    await until(() => (received.every((events) => events.length === 1) ? true : null));
    expect(received[0]).toEqual([
      { type: "settings", settings: expect.objectContaining({ theme: "light" }) },
    ]);
    for (const socket of sockets) socket.close();
  });

  test("are refused to other origins, to those without the cookie, and elsewhere", async () => {
    const { port, base, cookie } = await running();
    const origin = `http://127.0.0.1:${port}`;
    const address = `ws://127.0.0.1:${port}${base}events`;
    await expect(connect(address, { cookie, origin: "https://evil.example" })).rejects.toThrow("403");
    await expect(connect(address, { cookie })).rejects.toThrow("403");
    await expect(connect(address, { origin })).rejects.toThrow("401");
    await expect(connect(address, { cookie, origin, host: "evil.example" })).rejects.toThrow("403");
    await expect(connect(`ws://127.0.0.1:${port}${base}other`, { cookie, origin })).rejects.toThrow("404");
  });
});
