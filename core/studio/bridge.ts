/** What the page finds of its host: the studio's methods, events and pictures. */
import type { DatasetConfig } from "../config/parameters.ts";
import type { RegisteredConfig, StudioApi, StudioEvent } from "./api.ts";

/** What the host puts at `window.studio`. */
export interface StudioBridge {
  api: StudioApi;
  /** Returns how to stop listening. */
  subscribe(listener: (event: StudioEvent) => void): () => void;
  /** Prefix of picture addresses: `visualatom://studio/` or the page's own origin with its token. */
  pictureBase: string;
  /**
   * A picture of a formula by its address, where the host has a quicker way than the browser's own; the address is good
   * too, and gives it as PNG.
   */
  loadPicture?: (address: string) => LoadedPicture;
  /** Tells which pictures will probably be wanted next, by their addresses, in place of those told before. */
  preparePictures?: (addresses: string[]) => void;
  /** Settles when no picture that was asked for by `loadPicture` is on its way. */
  picturesThere?: () => Promise<void>;
  /**
   * Registers a configuration that the schema has accepted without waiting for the answer, where the host takes what is
   * asked of it later after it.
   */
  tellConfig?: (config: DatasetConfig) => RegisteredConfig;
}

export interface LoadedPicture {
  picture: Promise<DrawnPicture>;
  /** Says that it is not waited for any more. */
  leave(): void;
}

/** A square picture as it was drawn. */
export interface DrawnPicture {
  /** px */
  side: number;
  /** Row by row: side · side greys, or three times as many of a picture in colour, red, green and blue in turn. */
  samples: Uint8Array;
}
