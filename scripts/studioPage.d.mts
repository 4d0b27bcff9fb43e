/** Types of studioPage.mjs, for the tests. */
import type { Browser } from "playwright-core";

export interface StudioHost {
  /** With the token. */
  address: string;
  /** The home folder that the host sees. */
  home: string;
  pid: number;
  stop(): Promise<void>;
}

export function startHost(
  folder: string,
  port?: number,
  env?: NodeJS.ProcessEnv,
  cli?: string,
): Promise<StudioHost>;
export function chromiumPath(): string | null;
export function launchChromium(): Promise<Browser>;
