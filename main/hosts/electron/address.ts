/** The addresses that belong to the studio's page; everything else is foreign. */

export const SCHEME = "visualatom";
const HOST = "studio";
export const PAGE_ADDRESS = `${SCHEME}://${HOST}/index.html`;

export function isStudioAddress(address: string): boolean {
  try {
    const { protocol, host } = new URL(address);
    return protocol === `${SCHEME}:` && host === HOST;
  } catch {
    return false;
  }
}
