/** Integer lines by the kernel: the data that the paper's results come from. */
import type { Renderer } from "./renderer.ts";

export const linesRenderer: Renderer = {
  render: (source) => source.paint(),
};
