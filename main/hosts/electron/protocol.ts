/** visualatom://studio/: the page's files and the pictures, without a server. */
import { protocol } from "electron";
import { parsePictureAddress } from "../../../core/studio/schemas.ts";
import { plainError } from "../../studio/errors.ts";
import type { PictureFile } from "../../studio/pictures/pictureFile.ts";
import type { Studio } from "../../studio/studio.ts";
import type { StaticFile } from "../browser/page.ts";
import { hostFacts, pageFor, securityHeaders } from "../browser/protocol.ts";
import { isStudioAddress, SCHEME } from "./address.ts";

/** To be called before the application is ready. */
export function registerScheme(): void {
  // `standard` gives the page an origin; `stream` and `supportFetchAPI` let images and fetch work as over HTTP.
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** @param page the page's files by address, as `/index.html` */
export function handleScheme(
  studio: Studio,
  page: ReadonlyMap<string, StaticFile>,
  log: (message: string) => void,
): void {
  protocol.handle(SCHEME, async (request) => {
    if (!isStudioAddress(request.url)) return refuse(404);
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(405);
    const url = new URL(request.url);
    const picture = parsePictureAddress(url.pathname.slice(1), url.searchParams);
    if (picture === null) {
      return answerFile(studio, page.get(url.pathname === "/" ? "/index.html" : url.pathname));
    }
    try {
      const file =
        picture.kind === "picture"
          ? await studio.picture(picture.request, request.signal)
          : await studio.datasetPicture(picture.request);
      return answerPicture(file, picture.fixed);
    } catch (error) {
      const { name, message } = plainError(error);
      if (name === "Failed") log(`${request.url}: ${(error as Error).stack ?? message}`);
      return refuse(name === "Failed" ? 500 : 404, message);
    }
  });
}

async function answerFile(studio: Studio, file: StaticFile | undefined): Promise<Response> {
  if (!file) return refuse(404);
  if (file.type.startsWith("text/html")) {
    const { bytes, policy } = pageFor(file.bytes, await hostFacts(studio));
    const headers = { ...securityHeaders, "content-type": file.type, "content-security-policy": policy };
    return new Response(new Uint8Array(bytes), { headers });
  }
  return new Response(new Uint8Array(file.bytes), {
    headers: { ...securityHeaders, "content-type": file.type },
  });
}

function answerPicture({ bytes, type }: PictureFile, unchanging: boolean): Response {
  const caching = unchanging ? "private, max-age=3600" : "no-cache";
  const headers = { ...securityHeaders, "content-type": type, "cache-control": caching };
  return new Response(new Uint8Array(bytes), { headers });
}

function refuse(status: number, message = ""): Response {
  return new Response(message, { status, headers: { ...securityHeaders, "content-type": "text/plain" } });
}
