/** The studio over loopback HTTP, for a machine without a display that is reached by SSH: page, pictures, methods, events. */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { type PictureAddress, parsePictureAddress } from "../../../core/studio/schemas.ts";
import { plainError } from "../../studio/errors.ts";
import type { Studio } from "../../studio/studio.ts";
import { Admission } from "./admission.ts";
import { readPage, type StaticFile } from "./page.ts";
import { LONGEST_ASK, servePictures } from "./pictureChannel.ts";
import {
  answerJson,
  answerWords,
  hostFacts,
  pageFor,
  Refusal,
  readJson,
  securityHeaders,
} from "./protocol.ts";

export interface BrowserHostOptions {
  studio: Studio;
  /** Folder of the built page. */
  pageFolder: string;
  /** 0: any free one. */
  port: number;
  /** For tests; a random one by default. */
  token?: string;
  /** Name of the page's path; a random one by default. With the same one a page goes on after the host was started anew. */
  path?: string;
  log(message: string): void;
}

export interface BrowserHost {
  port: number;
  /** What to open in a browser; the token in it lets in whoever has it. */
  address: string;
  /** Path of the page, by which only those find it who were let in. */
  base: string;
  /** An address that lets in once, for a program whose arguments others can read. */
  addressForOnce(): string;
  close(): Promise<void>;
}

/** Pictures of a configuration do not change; those of files only with their address, where it says which. */
const PICTURE_CACHING = "private, max-age=3600";

/** @throws the system's error where the port is taken */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { studio, log } = options;
  const token = options.token ?? randomBytes(32).toString("base64url");
  const page = readPage(options.pageFolder);
  let admission: Admission;

  const server = createServer((request, response) => {
    void handle(request, response).catch((error) => {
      if (!(error instanceof Refusal)) log(`${request.method} ${request.url}: ${error?.stack ?? error}`);
      refuse(request, response, error);
    });
  });

  /** The path below the studio's own, as it was sent. */
  function pathInside(request: IncomingMessage): string {
    const path = rawPath(request);
    if (path.startsWith(admission.base)) return path.slice(admission.base.length - 1);
    throw new Refusal(404, "There is no such page; open the address that the studio printed when it started");
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    admission.checkHost(request);
    const url = urlOf(request);
    const offered = url.searchParams.get("token");
    if (url.pathname === "/" && offered !== null) return letIn(request, response, offered);
    admission.checkCookie(request);
    const path = pathInside(request);
    if (path.startsWith("/api/")) return answerMethod(request, response, path.slice("/api/".length));
    if (request.method !== "GET" && request.method !== "HEAD")
      throw new Refusal(405, "Only GET is answered here");
    const picture = parsePictureAddress(path.slice(1), url.searchParams);
    if (picture !== null) return answerPicture(request, response, picture);
    await sendFile(response, page.get(path === "/" ? "/index.html" : path));
  }

  function letIn(request: IncomingMessage, response: ServerResponse, offered: string): void {
    if (request.method !== "GET") throw new Refusal(405, "Only GET is answered here");
    admission.checkToken(offered);
    response.writeHead(303, {
      location: admission.base,
      "set-cookie": admission.cookie(),
      "cache-control": "no-store",
    });
    response.end();
  }

  async function answerMethod(
    request: IncomingMessage,
    response: ServerResponse,
    method: string,
  ): Promise<void> {
    if (request.method !== "POST") throw new Refusal(405, "Methods are called by POST");
    admission.checkOrigin(request);
    if (request.headers["x-visualatom"] !== "1") throw new Refusal(403, "The header x-visualatom is missing");
    const input = await readJson(request);
    try {
      answerJson(response, 200, { ok: true, value: (await studio.call(method, input)) ?? null });
    } catch (error) {
      const plain = plainError(error);
      if (plain.name === "Failed") log(`${method}: ${(error as Error)?.stack ?? error}`);
      const status = plain.name === "UnknownMethod" ? 404 : plain.name === "InvalidInput" ? 400 : 200;
      answerJson(response, status, { ok: false, error: plain });
    }
  }

  async function answerPicture(
    request: IncomingMessage,
    response: ServerResponse,
    picture: PictureAddress,
  ): Promise<void> {
    const gone = new AbortController();
    // An image that scrolled out of sight closes its connection's request.
    response.on("close", () => gone.abort());
    try {
      const { bytes, type } =
        picture.kind === "picture"
          ? await studio.picture(picture.request, gone.signal)
          : await studio.datasetPicture(picture.request);
      response.writeHead(200, {
        "content-type": type,
        "content-length": bytes.length,
        "cache-control": picture.fixed ? PICTURE_CACHING : "no-cache",
      });
      response.end(request.method === "HEAD" ? undefined : bytes);
    } catch (error) {
      const plain = plainError(error);
      if (plain.name === "Cancelled") response.destroy();
      else if (plain.name === "Failed") throw error;
      else answerJson(response, 404, { ok: false, error: plain });
    }
  }

  async function sendFile(response: ServerResponse, file: StaticFile | undefined): Promise<void> {
    if (!file) throw new Refusal(404, "There is no such page");
    if (file.type.startsWith("text/html")) return sendDocument(response, file);
    response.writeHead(200, {
      "content-type": file.type,
      "content-length": file.bytes.length,
      "cache-control": file.hashed ? "private, max-age=31536000, immutable" : "no-cache",
    });
    response.end(file.bytes);
  }

  async function sendDocument(response: ServerResponse, file: StaticFile): Promise<void> {
    const { bytes, policy } = pageFor(file.bytes, await hostFacts(studio));
    response.writeHead(200, {
      "content-type": file.type,
      "content-length": bytes.length,
      "cache-control": "no-store",
      "content-security-policy": policy,
    });
    response.end(bytes);
  }

  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_ASK });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => {});
    try {
      admission.checkHost(request);
      admission.checkOrigin(request, { needed: true });
      admission.checkCookie(request);
      if (!CHANNELS.has(pathInside(request))) throw new Refusal(404, "Events are at /events");
    } catch (error) {
      const status = error instanceof Refusal ? error.status : 500;
      socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const isPictures = pathInside(request) === "/pictures";
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on("error", () => {});
      if (isPictures) return servePictures(client, studio, log);
      const stop = studio.subscribe((event) => {
        // A page that cannot keep up is spared the progress in between; it asks for the jobs when it likes.
        if (client.bufferedAmount < MOST_BUFFERED_BYTES) client.send(JSON.stringify(event));
      });
      client.on("close", stop);
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  admission = new Admission(token, port, options.path);
  const entrance = (by: string): string => `http://127.0.0.1:${port}/?token=${by}`;
  return {
    port,
    address: entrance(token),
    base: admission.base,
    addressForOnce: () => entrance(admission.tokenForOnce()),
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** WebSockets below the studio's own path. */
const CHANNELS = new Set(["/events", "/pictures"]);
const MOST_BUFFERED_BYTES = 4 * 1024 * 1024;

/** The path as it was sent: `..` and escapes are not resolved, so that they match nothing. */
function rawPath(request: IncomingMessage): string {
  return (request.url ?? "/").split("?", 1)[0];
}

/** The base only completes the address; paths are matched as they came, never resolved against files. */
function urlOf(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? "/", "http://localhost");
  } catch {
    throw new Refusal(400, "This is not an address");
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status = error instanceof Refusal ? error.status : 500;
  const name = error instanceof Refusal ? "Refused" : "Failed";
  // The request's body may still be coming; it is not read.
  response.setHeader("connection", "close");
  // A person who opens an old address or reloads gets words.
  if (request.headers.accept?.includes("text/html")) {
    answerWords(response, status, plainError(error).message);
  } else answerJson(response, status, { ok: false, error: { ...plainError(error), name } });
}
