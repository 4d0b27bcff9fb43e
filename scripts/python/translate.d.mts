export interface Translator {
  /** Writes what a name of the bundle's top level stands for, with all that it needs. */
  root(name: string): void;
  text(): string;
}

export function createTranslator(
  program: unknown,
  valueIn: (name: string) => unknown,
  registries: Record<string, readonly string[]>,
  placeOf: (node: { start: number }) => string,
): Translator;
