/** The Kubernetes manifest against the API's published schemas, and what it promises about failures. */
import { Job } from "kubernetes-models/batch/v1/Job";
import { ConfigMap } from "kubernetes-models/v1/ConfigMap";
import { PersistentVolumeClaim } from "kubernetes-models/v1/PersistentVolumeClaim";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { findPreset } from "../../core/config/presets.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { type Yaml, yamlText } from "../../main/cluster/yaml.ts";
import { runCli } from "../support/cli.ts";

// biome-ignore lint/suspicious/noExplicitAny: what a YAML file holds has no type
type Resource = any;

const models = { ConfigMap, PersistentVolumeClaim, Job };

async function manifest(...options: string[]): Promise<Resource[]> {
  const result = await runCli([
    ...["cluster", "kubernetes", "--preset", "visualatom-21k", "--shards", "8", "--out", "/data/21k"],
    ...["--container", "registry.example/visualatom:1", ...options],
  ]);
  expect(result.stderr).toMatch(/^note: output\.layout: 21,000 classes [^\n]*\n$/);
  return parseAllDocuments(result.stdout).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
}

/** Throws where the published schema is not met. */
function validate(resource: Resource): void {
  new models[resource.kind as keyof typeof models](resource).validate();
}

describe("cluster kubernetes", () => {
  it("is valid by the published schemas", async () => {
    const plain = await manifest();
    expect(plain.map(({ kind }) => kind)).toEqual(["ConfigMap", "PersistentVolumeClaim", "Job", "Job"]);
    plain.forEach(validate);
    const full = await manifest(
      ...[
        "--namespace",
        "atoms",
        "--claim",
        "shared",
        "--parallelism",
        "3",
        "--cpus",
        "16",
        "--memory",
        "6Gi",
      ],
      ...["--retries", "5", "--name", "atoms-21k", "--command", "node /app/cli.js"],
    );
    expect(full.map(({ kind }) => kind)).toEqual(["ConfigMap", "Job", "Job"]);
    full.forEach(validate);
  });

  it("would be refused with a wrong field, so that the check above means something", async () => {
    const job = (await manifest())[2];
    expect(() => validate({ ...job, spec: { ...job.spec, completions: "eight" } })).toThrow();
    const { template: _, ...spec } = job.spec;
    expect(() => validate({ ...job, spec })).toThrow();
  });

  it("makes share I of N at index I, tries a failed one again alone and does not count evictions", async () => {
    const { spec } = (await manifest("--retries", "4"))[2];
    expect(spec).toMatchObject({
      completionMode: "Indexed",
      completions: 8,
      parallelism: 8,
      backoffLimitPerIndex: 4,
    });
    const [container] = spec.template.spec.containers;
    expect(container.args.join(" ")).toContain("--out /data/21k --shard $(JOB_COMPLETION_INDEX)/8");
    // Needed by a failure policy.
    expect(spec.template.spec.restartPolicy).toBe("Never");
    expect(spec.podFailurePolicy.rules[0]).toEqual({
      action: "Ignore",
      onPodConditions: [{ type: "DisruptionTarget", status: "True" }],
    });
    expect(spec.podFailurePolicy.rules[1]).toMatchObject({
      action: "FailJob",
      onExitCodes: { containerName: container.name, values: [2] },
    });
  });

  it("brings the whole configuration along and mounts the claim over the dataset's folder", async () => {
    const [configMap, claim, job] = await manifest("--storage", "1500Gi", "--storage-class", "nfs");
    expect(parseConfig(JSON.parse(configMap.data["config.json"]))).toEqual(
      findPreset("visualatom-21k").config,
    );
    expect(claim.spec).toEqual({
      accessModes: ["ReadWriteMany"],
      storageClassName: "nfs",
      resources: { requests: { storage: "1500Gi" } },
    });
    const { containers, volumes } = job.spec.template.spec;
    expect(containers[0].volumeMounts).toContainEqual({ name: "data", mountPath: "/data" });
    expect(volumes[0]).toEqual({ name: "data", persistentVolumeClaim: { claimName: claim.metadata.name } });
    expect(volumes[1].configMap.name).toBe(configMap.metadata.name);
  });

  it.each([
    ["--shards", ["--preset", "sample", "--shards", "1000", "--out", "/data/x"]],
    ["--shard", ["--preset", "visualatom-1k-exact", "--shards", "21", "--out", "/data/x"]],
    ["--out", ["--preset", "sample", "--shards", "2", "--out", "data"]],
    ["--out", ["--preset", "sample", "--shards", "2", "--out", "/data"]],
    ["--name", ["--preset", "sample", "--shards", "2", "--out", "/data/x", "--name", "Sample 1"]],
  ])("refuses a wrong %s before anything reaches the cluster", async (option, args) => {
    const result = await runCli(["cluster", "kubernetes", "--container", "x", ...args]);
    expect(result.code).toBe(2);
    expect(result.stdout).toBe("");
    expect(result.stderr).toContain(option === "--shards" ? "at most 100 shares" : option);
  });
});

it("refuses more shares than a Job can have", async () => {
  const args = [
    "cluster",
    "kubernetes",
    "--preset",
    "visualatom-21k",
    "--out",
    "/data/1k",
    "--container",
    "x",
  ];
  const { code, stderr } = await runCli([...args, "--shards", "100001"]);
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining("--shards: 100001 is not allowed; Kubernetes takes at most 100,000"),
  ]);
});

it("writes values that a YAML reader gives back", () => {
  const value: Record<string, Yaml> = {
    strings: [
      "yes",
      "1",
      "",
      " a ",
      "a: b",
      "- a",
      "#",
      'quote " and \\',
      "line\nbreak",
      "$(X)/8",
      "é",
      "null",
    ],
    "key: odd": { empty: {}, none: [], nested: [[1, 2], [{ a: 1, b: [true, null] }]] },
  };
  expect(parseAllDocuments(yamlText(value))[0].toJS()).toEqual(value);
});
