/** Finds the built files (worker bundle, kernel, page) beside the running bundle, or in dist/ when run from source. */
import { fileURLToPath } from "node:url";

const here = new URL(".", import.meta.url);
const dist = here.pathname.endsWith("/workers/")
  ? new URL("../dist/", here)
  : here.pathname.endsWith("/electron/")
    ? new URL("../", here)
    : here;

/** Absolute path of a file that the build puts into dist/. */
export function distPath(name: string): string {
  return fileURLToPath(new URL(name, dist));
}
