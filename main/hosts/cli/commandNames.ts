/** What may stand first on the command line, and what the help says of it. */
export const commandDescriptions = {
  generate: "make a dataset, or go on with one",
  presets: "list the named configurations",
  classes: "list the parameters of every class, without drawing",
  images: "list nucleus and greys of each image as CSV, without storing it",
  estimate: "say how large a dataset becomes and how long it takes on this computer",
  compare: "say what the pictures of configurations are like beside one another, without training",
  preview: "draw a contact sheet of true pictures",
  stream: "images as a tar archive on stdout, drawn while they are read",
  verify: "check a dataset on the disk, every image of it",
  repair: "make again what is missing or damaged in a dataset",
  merge: "join the shares made with generate --shard into the whole dataset",
  cluster: "write a job for a cluster: slurm or kubernetes",
  serve: "the studio as a page in your browser, on this machine only",
};

export type CommandName = keyof typeof commandDescriptions;

/** By these the desktop package tells a command from a file to open. */
export const commandNames: readonly string[] = [
  ...Object.keys(commandDescriptions),
  "help",
  "--help",
  "--version",
];
