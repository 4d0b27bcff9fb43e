/** What this program is made of: exact versions, no scripts of others at install, and a reason for everything. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import packageJson from "../../package.json" with { type: "json" };
import lock from "../../package-lock.json" with { type: "json" };

interface Job {
  steps: { run?: string }[];
}

interface Locked {
  version?: string;
  integrity?: string;
  hasInstallScript?: boolean;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const direct = { ...packageJson.dependencies, ...packageJson.devDependencies };
const locked = Object.entries(lock.packages as Record<string, Locked>).filter(([path]) => path !== "");
const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

test("every version is exact, and every package is locked to its digest", () => {
  for (const [name, version] of Object.entries(direct)) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  const loose = locked.filter(([, { version, integrity }]) => !version || !integrity?.startsWith("sha512-"));
  expect(loose.map(([path]) => path)).toEqual([]);
  expect(lock.packages[""].dependencies).toEqual(packageJson.dependencies);
  expect(lock.packages[""].devDependencies).toEqual(packageJson.devDependencies);
});

test("each package that would run a script when it is installed is told not to", () => {
  const scripted = locked
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => nameOf(path));
  const allowed = packageJson.allowScripts as Record<string, boolean>;
  expect([...new Set(scripted)].sort()).toEqual(Object.keys(allowed).sort());
  expect(Object.values(allowed)).not.toContain(true);
});

test("nothing of ours runs where the command line is installed", () => {
  // npm would ask about them, also about `prepare`, which it does not run there; `postprepare` runs in a checkout only.
  for (const name of ["preinstall", "install", "postinstall", "prepare"]) {
    expect(packageJson.scripts).not.toHaveProperty(name);
  }
});

test("each direct dependency has its reason in docs/decisions.md, and none is named that has gone", () => {
  const text = readFileSync(join(root, "docs", "decisions.md"), "utf8");
  const section = /^## Dependencies\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(text)![1];
  const rows = [...section.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, cell]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  expect(rows.sort()).toEqual(Object.keys(direct).sort());
});

test("each direct dependency is used", () => {
  const folders = ["bench", "core", "main", "renderer", "scripts", "test", "workers"];
  const sources = folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))),
    )
    .filter((name) => /\.(ts|tsx|mjs|cjs|css)$/.test(name));
  const text = sources.map((name) => readFileSync(join(root, name), "utf8")).join("\n");
  const scripts = Object.values(packageJson.scripts).join("\n");
  /** Commands and types are used by another name than their package's. */
  const commands: Record<string, RegExp> = {
    "@biomejs/biome": /biome /,
    typescript: /tsc /,
    "electron-builder": /node_modules", "electron-builder"/,
  };
  const unused = Object.keys(direct).filter((name) => {
    if (name.startsWith("@types/")) return false;
    const pattern = commands[name] ?? new RegExp(`["']${name}(/[^"']*)?["']`);
    return !pattern.test(text) && !pattern.test(scripts);
  });
  expect(unused).toEqual([]);
});

test("the release's steps are others' code at known commits, and secrets reach only the step that signs", () => {
  const text = readFileSync(join(root, ".github", "workflows", "release.yml"), "utf8");
  const uses = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
  expect(uses.length).toBeGreaterThan(3);
  for (const action of uses) expect(action).toMatch(/@[0-9a-f]{40}$/);
  const { jobs } = parse(text) as { jobs: Record<string, Job> };
  const withSecrets = (part: unknown): boolean => /secrets\./.test(JSON.stringify(part));
  for (const { steps, ...job } of Object.values(jobs)) {
    expect(withSecrets(job)).toBe(false);
    for (const step of steps) if (withSecrets(step)) expect(step.run).toBe("npm run dist");
  }
});
