/** Loaded by NODE_OPTIONS: a Node that says that it is of version 18. */
const versions = { ...process.versions, node: "18.20.8" };
Object.defineProperty(process, "versions", { value: versions });
