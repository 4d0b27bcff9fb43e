/** Pictures of formulas over the page's own channel to the browser host. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { pictureAddress } from "../../../core/studio/api.ts";
import { pageFor } from "../../../main/hosts/browser/protocol.ts";
import { configIdOf as hostConfigIdOf } from "../../../main/studio/configRegistry.ts";
import { configIdOf } from "../../../renderer/shell/host/configId.ts";
import { PictureChannel } from "../../../renderer/shell/host/pictureChannel.ts";
import { temporaryFolder } from "../../support/folders.ts";
import { decode } from "../../support/pictures.ts";
import { type Running, running } from "../../support/runningHost.ts";
import { smallConfig } from "../../support/studio.ts";

let host: Running;
let channel: PictureChannel;
const sockets: WebSocket[] = [];
/** Messages that came, each with all that it carried. */
let messages = 0;

beforeEach(async () => {
  host = await running();
  messages = 0;
  const headers = { cookie: host.cookie, origin: `http://127.0.0.1:${host.port}` };
  class PageSocket extends WebSocket {
    constructor(address: string) {
      super(address, { headers });
      sockets.push(this);
      this.on("message", () => messages++);
    }
  }
  vi.stubGlobal("WebSocket", PageSocket);
  channel = new PictureChannel(`ws://127.0.0.1:${host.port}${host.base}pictures`);
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
  vi.unstubAllGlobals();
});

const config = smallConfig({ classes: 40 });
const configId = configIdOf(config);
const pathOf = (classIndex: number, size = 64) =>
  pictureAddress("", { configId, classIndex, instance: 0, size });
const load = (classIndex: number, size = 64) => channel.load(pathOf(classIndex, size)).picture;

describe("a configuration", () => {
  test("has the id that the host gives it", () => {
    expect(configId).toBe(hostConfigIdOf(config));
  });

  test("is told and its pictures asked for without waiting in between", async () => {
    const told = channel.tell(config);
    const picture = load(3);
    await told;
    expect((await picture).side).toBe(64);
  });

  test("that the schema refuses is refused with its problems, and the channel goes on", async () => {
    await expect(channel.tell({ ...config, classes: -1 })).rejects.toThrow(/classes: -1 is not allowed/);
    await channel.tell(config);
    expect((await load(0)).side).toBe(64);
  });
});

describe("a picture", () => {
  test("has the greys that it has as a file by its address", async () => {
    await channel.tell(config);
    const { side, samples } = await load(7, 48);
    const file = await host.send(
      `/${pictureAddress("", { configId, classIndex: 7, instance: 0, size: 48 })}`,
    );
    const path = join(temporaryFolder(), "picture.png");
    writeFileSync(path, file.body);
    const { grey, width } = await decode(path);
    expect(side).toBe(width);
    expect(Buffer.from(samples).equals(Buffer.from(grey))).toBe(true);
  });

  test("comes with others in one message, each to whoever asked for it", async () => {
    await channel.tell(config);
    const before = messages;
    const alone = await Promise.all(Array.from({ length: 40 }, (_, classIndex) => load(classIndex)));
    expect(messages - before).toBeLessThan(40);
    const again = await Promise.all(Array.from({ length: 40 }, (_, i) => load(39 - i)));
    expect(again.toReversed().every(({ samples }, i) => Buffer.from(samples).equals(alone[i].samples))).toBe(
      true,
    );
    expect(new Set(alone.map(({ samples }) => Buffer.from(samples).toString("latin1"))).size).toBe(40);
  });

  test("that there is none of is refused with a sentence", async () => {
    await channel.tell(config);
    await expect(load(40)).rejects.toThrow("There is no class 40; classes are 0 to 39");
    await expect(channel.load("dataset/x/0/a.png").picture).rejects.toThrow("There is no such picture");
  });

  test("that nobody waits for any more is rejected at once, and counts as there", async () => {
    await channel.tell(config);
    const { picture, leave } = channel.load(pathOf(1));
    let there = false;
    const others = channel.there().then(() => {
      there = true;
    });
    expect(there).toBe(false);
    leave();
    await expect(picture).rejects.toThrow("Nobody waits");
    await others;
  });

  test("that two wait for is drawn as long as one of them does", async () => {
    await channel.tell(config);
    const [one, other] = [channel.load(pathOf(1)), channel.load(pathOf(1))];
    one.leave();
    await expect(one.picture).rejects.toThrow("Nobody waits");
    expect((await other.picture).side).toBe(64);
  });

  test("is asked for again after it failed, whoever leaves the failure", async () => {
    await channel.tell(config);
    const failed = channel.load(pathOf(40));
    await expect(failed.picture).rejects.toThrow("There is no class 40");
    // All that may be asked for at a time, so that what comes next waits.
    const others = Array.from({ length: 48 }, (_, i) => load(i % 40, i < 40 ? 96 : 80));
    const again = expect(load(40)).rejects.toThrow("There is no class 40");
    failed.leave();
    await Promise.all([...others, again]);
  });

  test("that was there before is there at once, without asking", async () => {
    await channel.tell(config);
    const first = await load(4);
    const before = messages;
    expect(await load(4)).toBe(first);
    expect(messages).toBe(before);
  });

  test("is asked for anew after the channel broke", async () => {
    await channel.tell(config);
    const lost = load(2);
    sockets[0].terminate();
    await expect(lost).rejects.toThrow("does not answer");
    expect((await load(2)).side).toBe(64);
    expect(sockets).toHaveLength(2);
  });
});

describe("pictures that will probably be wanted next", () => {
  test("come when nobody has waited for a moment, and are there when they are wanted", async () => {
    await channel.tell(config);
    const awaited = load(0);
    channel.prepare([pathOf(1)]);
    await awaited;
    await expect.poll(() => messages).toBeGreaterThan(2);
    await load(1);
    // Of the configuration, of what was waited for and of what was prepared.
    expect(messages).toBe(3);
  });

  test("are given up for others, and those that cannot be drawn harm nothing", async () => {
    await channel.tell(config);
    channel.prepare([pathOf(40), pathOf(41)]);
    // That the configuration is taken, and that neither can be drawn.
    await expect.poll(() => messages).toBeGreaterThan(1);
    channel.prepare([pathOf(5)]);
    const before = messages;
    await expect.poll(() => messages).toBeGreaterThan(before);
    const prepared = messages;
    expect((await load(5)).side).toBe(64);
    expect(messages).toBe(prepared);
    await expect(load(40)).rejects.toThrow("There is no class 40");
  });
});

test("what is no question closes the channel", async () => {
  await channel.tell(config);
  const closed = new Promise((resolve) => sockets[0].once("close", resolve));
  sockets[0].send("nonsense");
  expect(await closed).toBe(1008);
});

test("what the page would ask for first stands in it, whatever its characters are", async () => {
  const { studio } = host;
  const about = { ...(await studio.api.about()), homeFolder: `/home/"<b>&'$& é` };
  const settings = await studio.api.settings();
  const page = pageFor(Buffer.from('<meta name="host-facts" content="__HOST_FACTS__" />'), {
    about,
    settings,
  });
  const [, content] = /content="([^"]*)"/.exec(page.bytes.toString())!;
  expect(content).not.toMatch(/[<>]/);
  const read = content.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  expect(JSON.parse(read)).toEqual({ about, settings });
});
