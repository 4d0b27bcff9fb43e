/**
 * What Piscina loads in each thread, by `require`: a module required while its thread is being ended would end the whole
 * program (Node 20.20: “v8::Module::IsGraphAsync must be used on an instantiated module”); one that is imported does not.
 */
exports.__esModule = true;
exports.default = import("./worker.js").then(
  (worker) => worker.default,
  (error) => {
    // As the thread's own failure, which tells why no thread can start.
    process.nextTick(() => {
      throw error;
    });
    return new Promise(() => {});
  },
);
