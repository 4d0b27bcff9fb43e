/** Integer lines and points by the kernel: the data that the papers' results come from. */
import type { Renderer } from "./renderer.ts";

export const kernelRenderer: Renderer = {
  render: (source) => source.paint(),
};
