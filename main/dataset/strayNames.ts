/** Names that operating systems and file browsers leave in folders by themselves. */

const exact = new Set([
  ...[".ds_store", ".localized", ".apdisk", ".volumeicon.icns", ".com.apple.timemachine.donotpresent"],
  ...["thumbs.db", "ehthumbs.db", "desktop.ini", "$recycle.bin", "recycler", "recycled"],
  ...[
    "system volume information",
    "found.000",
    "lost+found",
    ".directory",
    "@eadir",
    "#recycle",
    "#snapshot",
  ],
  ...[".spotlight-v100", ".fseventsd", ".trashes", ".temporaryitems", ".documentrevisions-v100", ".hidden"],
  ...[".snapshot", ".snapshots", "indexervolumeguid", "wpsettings.dat", ".trash"],
]);
const patterns = [/^\._./, /^\.trash-\d+$/, /^\.nfs[0-9a-f]+$/, /^\.fuse_hidden/, /^\.zfs$/];

/** Whether a name is nobody's work: a folder with only such names is empty to people. */
export function isStray(name: string): boolean {
  const lower = name.toLowerCase();
  return exact.has(lower) || patterns.some((pattern) => pattern.test(lower));
}
