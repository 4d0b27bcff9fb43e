/** What may stand first on the command line, by which the desktop package tells a command from a file to open. */
export const commandNames = [
  "generate",
  "presets",
  "classes",
  "images",
  "estimate",
  "preview",
  "stream",
  "verify",
  "repair",
  "merge",
  "cluster",
  "serve",
  "help",
  "--help",
  "--version",
];
