/** The bridge to the host: Electron's preload puts one at `window.studio`; in the browser host it is made here. */
import type { ConfigProblem } from "../../../core/config/errors.ts";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { type StudioApi, type StudioEvent, studioMethods } from "../../../core/studio/api.ts";
import type { StudioBridge } from "../../../core/studio/bridge.ts";
import { configIdOf } from "./configId.ts";
import { PictureChannel } from "./pictureChannel.ts";

declare global {
  interface Window {
    studio?: StudioBridge;
  }
}

interface Failure {
  name: string;
  message: string;
  problems?: ConfigProblem[];
}

export class StudioFailure extends Error {
  readonly problems: ConfigProblem[] | undefined;

  constructor({ name, message, problems }: Failure) {
    super(message);
    this.name = name;
    this.problems = problems;
  }
}

/** Everything of the host lies beside the page. */
const beside = (path: string): string => new URL(path, new URL(".", window.location.href)).href;

async function call(method: string, input: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(beside(`api/${method}`), {
      method: "POST",
      headers: { "content-type": "application/json", "x-visualatom": "1" },
      body: JSON.stringify(input ?? {}),
    });
  } catch {
    // What to do is told in one place, for as long as it lasts: by the notice in place of the strip.
    throw new StudioFailure({ name: "Unreachable", message: "The studio does not answer." });
  }
  const answer = await response.json().catch(() => null);
  if (answer?.ok) return answer.value;
  const unexplained = {
    name: "Failed",
    message: `The host answered ${response.status} to ${method}. Reload this page.`,
  };
  throw new StudioFailure(answer?.error ?? unexplained);
}

const RECONNECT_MS = 1000;
const ANSWER_MS = 5000;
/** Each start of a host has a token and a path of its own. */
const REFUSED = new Set([401, 404]);

type Connection = "open" | "lost" | "refused";

/** Whether a host is there, and knows this page: each start of one has a token of its own. */
async function knock(): Promise<Connection> {
  const signal = AbortSignal.timeout(ANSWER_MS);
  const answer = await fetch(beside("."), { method: "HEAD", cache: "no-store", signal }).catch(() => null);
  if (answer === null) return "lost";
  return REFUSED.has(answer.status) ? "refused" : "open";
}

/**
 * Events over a WebSocket that comes back by itself after the way to the host was interrupted.
 * @param onReturn after a gap, in which events may have been missed
 */
function connectEvents(emit: (event: StudioEvent) => void, onReturn: () => void): void {
  const address = beside("events").replace(/^http/, "ws");
  let returning = false;
  const connect = () => {
    const socket = new WebSocket(address);
    socket.onopen = () => {
      if (!returning) return;
      emit({ type: "connection", state: "open" });
      onReturn();
    };
    socket.onmessage = ({ data }) => emit(JSON.parse(data) as StudioEvent);
    socket.onclose = () => void comeBack();
  };
  // Browsers hold WebSockets back that fail again and again; knocking first finds the host as soon as it is there.
  async function comeBack(): Promise<void> {
    returning = true;
    const state = await knock();
    setTimeout(state === "open" ? connect : comeBack, RECONNECT_MS);
    if (state !== "open") emit({ type: "connection", state });
  }
  connect();
}

/** Tells configurations by the way of the pictures, so that they need no answer first; calls go out after theirs. */
function configTeller(pictures: PictureChannel) {
  const told = new Map<string, Promise<unknown>>();
  return {
    tell(config: DatasetConfig) {
      const configId = configIdOf(config);
      const known = pictures.tell(config).catch(() => call("registerConfig", { config }));
      const arrived = known.finally(() => told.get(configId) === arrived && told.delete(configId));
      told.set(configId, arrived);
      // Whoever asks for something of it is told that it did not arrive.
      arrived.catch(() => {});
      return { configId, config };
    },
    async call(method: string, input: unknown = {}): Promise<unknown> {
      const { configId } = input as { configId?: string };
      if (configId !== undefined) await told.get(configId);
      return call(method, input);
    },
  };
}

function browserBridge(): StudioBridge {
  const base = beside(".");
  const pictures = new PictureChannel(beside("pictures").replace(/^http/, "ws"));
  const configs = configTeller(pictures);
  const api = Object.fromEntries(
    studioMethods.map((method) => [method, (input?: unknown) => configs.call(method, input)]),
  ) as unknown as StudioApi;
  const listeners = new Set<(event: StudioEvent) => void>();
  const emit = (event: StudioEvent) => {
    for (const listener of listeners) listener(event);
  };
  const tellJobs = () =>
    void api.jobs().then(
      (jobs) => {
        for (const job of jobs.toReversed()) emit({ type: "job", job });
      },
      () => {},
    );
  connectEvents(emit, tellJobs);
  return {
    api,
    loadPicture: (address) => pictures.load(address.slice(base.length)),
    preparePictures: (addresses) => pictures.prepare(addresses.map((address) => address.slice(base.length))),
    picturesThere: () => pictures.there(),
    tellConfig: configs.tell,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pictureBase: base,
  };
}

export const findBridge = (): StudioBridge => window.studio ?? browserBridge();
