/** Who is let in by the browser host. */
import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { Admission } from "../../../main/hosts/browser/admission.ts";
import { post, running, token } from "../../support/runningHost.ts";
import { register, smallConfig } from "../../support/studio.ts";

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
