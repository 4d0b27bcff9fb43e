/** What the browser host answers, and the events that it sends. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { StudioEvent } from "../../../core/studio/api.ts";
import { temporaryFolder } from "../../support/folders.ts";
import { blackPng } from "../../support/pictures.ts";
import { post, running, type SendOptions } from "../../support/runningHost.ts";
import { register, smallConfig, until } from "../../support/studio.ts";

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
    const picture = blackPng(8);
    writeFileSync(join(path, "00000", "vertex_0001_instance_0000.png"), picture);
    writeFileSync(join(path, "secret.png"), "secret");
    const { datasetId } = await studio.api.openDataset({ path });
    const file = (name: string) => send(`/dataset/${datasetId}/0/${name}`);
    const good = await file("vertex_0001_instance_0000.png");
    expect([good.status, good.headers["content-type"]]).toEqual([200, "image/png"]);
    expect(good.body.equals(picture)).toBe(true);
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
