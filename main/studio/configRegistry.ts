/** The configurations the page has at hand, by an id that equal configurations share. */
import { createHash } from "node:crypto";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { configFingerprintInput, safeParseConfig } from "../../core/config/schema.ts";
import type { ConfigResult, RegisteredConfig } from "../../core/studio/api.ts";
import { StudioError } from "./errors.ts";

/** A slider that moves registers dozens a second; a page needs the latest few hundred. */
const KEPT = 5000;

export class ConfigRegistry {
  /** Least recently used first. */
  private readonly configs = new Map<string, DatasetConfig>();

  register(config: DatasetConfig): RegisteredConfig {
    const configId = configIdOf(config);
    this.configs.delete(configId);
    this.configs.set(configId, config);
    if (this.configs.size > KEPT) this.configs.delete(this.configs.keys().next().value!);
    return { configId, config };
  }

  registerInput(input: unknown): ConfigResult {
    const result = safeParseConfig(input);
    if (!result.ok) return { ok: false, problems: result.problems.map(plainProblem) };
    return { ok: true, registered: this.register(result.config) };
  }

  /** @throws StudioError when nobody has registered it since the start */
  get(configId: string): DatasetConfig {
    const config = this.configs.get(configId);
    if (config === undefined) {
      throw new StudioError("UnknownConfig", "This configuration is no longer at hand; reload the page");
    }
    this.configs.delete(configId);
    this.configs.set(configId, config);
    return config;
  }
}

export function configIdOf(config: DatasetConfig): string {
  return createHash("sha256").update(configFingerprintInput(config)).digest("hex").slice(0, 16);
}

/** JSON has no undefined. */
function plainProblem<P extends { value: unknown }>(problem: P): P {
  return { ...problem, value: problem.value ?? null };
}
