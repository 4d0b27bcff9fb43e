/** An Indexed Job for Kubernetes: each index makes a share on one shared volume; a second, suspended Job joins them. */
import { posix } from "node:path";
import { type ClusterOptions, configText } from "./options.ts";
import { type Yaml, yamlText } from "./yaml.ts";

export interface KubernetesOptions extends ClusterOptions {
  /** Container image in which `visualatom` is on the path. */
  image: string;
  namespace?: string | undefined;
  /** Name of a volume claim that exists; otherwise one is asked for. */
  claim?: string | undefined;
  /** Size of the claim, `120Gi`. */
  storage: string;
  storageClass?: string | undefined;
  /** Shares at the same time; all by default. */
  parallelism?: number | undefined;
  command: string;
}

interface Resource {
  [key: string]: Yaml | undefined;
}

/** Of one Job, where all may run at the same time (Kubernetes' own validation of Jobs). */
export const MOST_INDEXES = 100_000;
/** Exit code of bad input, which another try does not mend. */
const BAD_INPUT = 2;
const CONFIG_FOLDER = "/etc/visualatom";
const WEEK_SECONDS = 7 * 24 * 3600;

export function kubernetesManifest(options: KubernetesOptions): string {
  const { config, shards, out, name } = options;
  const header = `# ${config.classes * config.instances} images in ${shards} shares of equal work, then joined to one dataset.
#   kubectl apply -f THIS_FILE
#   kubectl wait --for=condition=complete --timeout=-1s job/${name}
#   kubectl patch job/${name}-merge --type=strategic -p '{"spec":{"suspend":false}}'
#   kubectl wait --for=condition=complete --timeout=-1s job/${name}-merge
# A pod that is evicted or preempted is replaced and goes on where it stopped. The volume must allow ReadWriteMany.
# The dataset is in ${out} of a pod that mounts the claim at ${posix.dirname(out)}.
`;
  return (
    header +
    kubernetesResources(options)
      .map((resource) => `---\n${yamlText(resource)}`)
      .join("")
  );
}

function kubernetesResources(options: KubernetesOptions): Resource[] {
  const { config, claim, storage, storageClass } = options;
  const configMap: Resource = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: metadata(options, "config"),
    data: { "config.json": configText(config) },
  };
  const volumeClaim: Resource = {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: metadata(options, "data"),
    spec: {
      accessModes: ["ReadWriteMany"],
      storageClassName: storageClass,
      resources: { requests: { storage } },
    },
  };
  const claims = claim === undefined ? [volumeClaim] : [];
  return [configMap, ...claims, sharesJob(options), mergeJob(options)];
}

function sharesJob(options: KubernetesOptions): Resource {
  const { shards, parallelism, retries, out, cpus } = options;
  // Kubernetes puts the index in place of $(…).
  const shard = `$(JOB_COMPLETION_INDEX)/${shards}`;
  const config = `${CONFIG_FOLDER}/config.json`;
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: metadata(options),
    spec: {
      completionMode: "Indexed",
      completions: shards,
      parallelism: parallelism ?? shards,
      backoffLimitPerIndex: retries,
      // One bad index must not stop the others; what they made is kept.
      maxFailedIndexes: shards,
      podFailurePolicy: {
        rules: [
          {
            action: "Ignore",
            onPodConditions: [{ type: "DisruptionTarget", status: "True" }],
          },
          {
            action: "FailJob",
            onExitCodes: { containerName: "visualatom", operator: "In", values: [BAD_INPUT] },
          },
        ],
      },
      ttlSecondsAfterFinished: WEEK_SECONDS,
      template: podTemplate(options, [
        ...["generate", "--config", config, "--out", out],
        ...["--shard", shard, "--workers", String(cpus), "--quiet"],
      ]),
    },
  };
}

function mergeJob(options: KubernetesOptions): Resource {
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: metadata(options, "merge"),
    spec: {
      // Started by hand (or a pipeline) once all shares are there: Jobs cannot wait for one another.
      suspend: true,
      backoffLimit: options.retries,
      ttlSecondsAfterFinished: WEEK_SECONDS,
      template: podTemplate(options, ["merge", options.out]),
    },
  };
}

function podTemplate(options: KubernetesOptions, args: string[]): Resource {
  const { image, name, claim, out, cpus, memory, command } = options;
  return {
    metadata: { labels: labels(name) },
    spec: {
      restartPolicy: "Never",
      // Stops within a second; the rest is for a slow volume.
      terminationGracePeriodSeconds: 30,
      containers: [
        {
          name: "visualatom",
          image,
          command: command.split(/\s+/),
          args,
          env: [{ name: "UV_THREADPOOL_SIZE", value: "32" }],
          resources: { requests: { cpu: String(cpus), memory }, limits: { memory } },
          volumeMounts: [
            { name: "data", mountPath: posix.dirname(out) },
            { name: "config", mountPath: CONFIG_FOLDER, readOnly: true },
          ],
        },
      ],
      volumes: [
        { name: "data", persistentVolumeClaim: { claimName: claim ?? `${name}-data` } },
        { name: "config", configMap: { name: `${name}-config` } },
      ],
    },
  };
}

function metadata({ name, namespace }: KubernetesOptions, suffix?: string): Resource {
  return { name: suffix === undefined ? name : `${name}-${suffix}`, namespace, labels: labels(name) };
}

function labels(name: string): Resource {
  return { "app.kubernetes.io/name": "visualatom", "app.kubernetes.io/instance": name };
}
