/**
 * Entry of the packaged application. Threads and native modules cannot be loaded from the archive that the
 * application is packed into, so all of it runs from the unpacked folder beside that archive.
 */
const unpacked = import.meta.url.replace("/app.asar/", "/app.asar.unpacked/");
// Electron lets the application become ready only after this, as the page's protocol needs.
await import(new URL("./main.js", unpacked).href);
