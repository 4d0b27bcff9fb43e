/** Which pictures stand for a configuration while it is designed. */
import type { DatasetConfig } from "../../../core/config/parameters.ts";

export interface Sample {
  classIndex: number;
  instance: number;
}

/**
 * `count` pictures; `page` 0, 1, … gives others each time. Streams are sampled at the first classes of each stream,
 * because everything between is reached only through all that comes before it.
 * @param typical the instance that stands for its class
 */
export function sampleClasses(config: DatasetConfig, count: number, page: number, typical = 0): Sample[] {
  const { classes, instances, startClass, streams } = config;
  if (streams !== null) {
    const perStream = Math.max(1, Math.floor(classes / streams));
    return Array.from({ length: Math.min(count, streams * perStream * instances) }, (_, i) => {
      const stream = i % streams;
      const instance = (Math.floor(i / streams) + page * Math.ceil(count / streams)) % instances;
      return { classIndex: startClass + stream * perStream, instance };
    });
  }
  if (classes >= count) {
    return Array.from({ length: count }, (_, i) => ({
      classIndex: startClass + ((page * count + i) % classes),
      instance: typical,
    }));
  }
  const pictures = Math.min(count, classes * instances);
  return Array.from({ length: pictures }, (_, i) => ({
    classIndex: startClass + (i % classes),
    instance: (Math.floor(i / classes) + page * Math.ceil(count / classes)) % instances,
  }));
}
