/** Command `cluster`: a ready job for the scheduler of a cluster, which makes a dataset in shares and joins them. */

import { posix } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { storedSide } from "../../../../core/config/dataset.ts";
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import { kubernetesManifest, MOST_INDEXES } from "../../../cluster/kubernetes.ts";
import { type ClusterOptions, memoryGibibytes } from "../../../cluster/options.ts";
import { DEFAULT_ARRAY_SIZE, slurmScript } from "../../../cluster/slurm.ts";
import { InputError } from "../../../common/errors.ts";
import { countText } from "../../../common/format.ts";
import { writeUserFile } from "../../../common/userFile.ts";
import { planOf } from "../../../dataset/packed/packedPlan.ts";
import { unitsOfShare } from "../../../shares/divide.ts";
import { integerFrom, path, positiveInteger } from "../arguments.ts";
import { noteConfig } from "../configNotes.ts";
import { addConfigOptions, type ConfigOptions, configOf } from "../configOptions.ts";
import { note, print } from "../output.ts";

interface CommonOptions extends ConfigOptions {
  shards: number;
  out: string;
  cpus: number;
  memory?: string;
  retries: number;
  name?: string;
  command: string;
  file?: string;
}

interface SlurmCommandOptions extends CommonOptions {
  time?: string;
  partition?: string;
  account?: string;
}

interface KubernetesCommandOptions extends CommonOptions {
  container: string;
  namespace?: string;
  claim?: string;
  storage?: string;
  storageClass?: string;
  parallelism?: number;
}

const clusterExamples = `
Examples:
  visualatom cluster slurm --preset visualatom-21k --shards 8 --out /shared/21k --cpus 16 --file 21k.sh
  visualatom cluster kubernetes --help

Nothing is submitted; what is written says how to.`;

const slurmExamples = `
Example:
  visualatom cluster slurm --preset visualatom-21k --shards 8 --out /shared/21k --cpus 16 --file 21k.sh
  bash 21k.sh`;

const kubernetesExamples = `
Example:
  visualatom cluster kubernetes --preset visualatom-21k --shards 8 --out /data/21k \\
    --container registry.example/visualatom --file 21k.yaml
  kubectl apply -f 21k.yaml`;

export function addCluster(cluster: Command): void {
  cluster.addHelpText("after", clusterExamples);
  addCommonOptions(
    cluster.command("slurm").description("a job array as a bash script that submits itself"),
    "4G",
  )
    .option(
      "--time <time>",
      "limit of one share as Slurm writes it; a share that is stopped goes on later",
      word,
    )
    .option("--partition <name>", "partition (default: the cluster's)", word)
    .option("--account <name>", "account (default: yours)", word)
    .addHelpText("after", slurmExamples)
    .action(slurm);
  addCommonOptions(cluster.command("kubernetes").description("an Indexed Job as YAML"), "4Gi")
    .requiredOption("--container <image>", "container image with visualatom on its path", word)
    .option("--namespace <name>", "namespace (default: the current one)", word)
    .option("--claim <name>", "volume claim that exists already (default: a new one)", word)
    .option(
      "--storage <size>",
      "size of the new claim, such as 120Gi (default: from the size of the images)",
      word,
    )
    .option("--storage-class <name>", "class of the new claim, which must allow ReadWriteMany", word)
    .option("--parallelism <n>", "shares at the same time (default: all)", positiveInteger)
    .addHelpText("after", kubernetesExamples)
    .action(kubernetes);
}

function addCommonOptions(command: Command, memoryExample: string): Command {
  return addConfigOptions(command)
    .requiredOption("--shards <n>", "shares of equal work, each a task of its own", positiveInteger)
    .requiredOption("--out <dir>", "folder of the dataset on a file system that all machines share", path)
    .option("--cpus <n>", "processors of each share", positiveInteger, 8)
    .option(
      "--memory <size>",
      `memory of each share, such as ${memoryExample} (default: by its processors)`,
      word,
    )
    .option("--retries <n>", "how often a share that failed is started again", integerFrom(0, 1000), 3)
    .option("--name <name>", "name of the job (default: that of the preset)", jobName)
    .option("--command <words>", "how the machines call visualatom, which all must have", "visualatom")
    .option("--file <file>", "write it to a file instead of stdout", path);
}

async function slurm(options: SlurmCommandOptions): Promise<void> {
  const common = commonOf(options, "G");
  const { time, partition, account, command } = options;
  if (common.shards > DEFAULT_ARRAY_SIZE) {
    note(
      `note: --shards: by default Slurm takes at most ${countText(DEFAULT_ARRAY_SIZE)} tasks in one array; submitted with bash, the script asks the controller and submits several arrays where one is too large`,
    );
  }
  await deliver(slurmScript({ ...common, time, partition, account, command }), options.file);
}

async function kubernetes(options: KubernetesCommandOptions): Promise<void> {
  const common = commonOf(options, "Gi");
  const { container: image, namespace, claim, storageClass, parallelism, command } = options;
  const { out } = common;
  if (!posix.isAbsolute(out) || posix.dirname(posix.normalize(out)) === "/") {
    throw new InputError(
      `--out: ${out} is not allowed; it must be an absolute path of at least two folders, such as /data/21k: the volume is mounted at the first`,
    );
  }
  if (common.shards > MOST_INDEXES) {
    throw new InputError(
      `--shards: ${common.shards} is not allowed; Kubernetes takes at most ${countText(MOST_INDEXES)} in one Job`,
    );
  }
  const storage = options.storage ?? `${storageGibibytes(common.config)}Gi`;
  await deliver(
    kubernetesManifest({ ...common, image, namespace, claim, storage, storageClass, parallelism, command }),
    options.file,
  );
}

function commonOf(options: CommonOptions, gibibytes: string): ClusterOptions {
  const { shards, out, cpus, retries, memory = `${memoryGibibytes(cpus)}${gibibytes}` } = options;
  if (options.classTable !== undefined) {
    throw new InputError(
      "--class-table is not taken on to a cluster: run visualatom classes --config <file> --class-table <dir> once on each machine, or in its image, which keeps the table, and give the --config of that dataset here",
    );
  }
  const config = configOf(options);
  // Says so here, not on the cluster, where there are too many shares.
  unitsOfShare(planOf(config), { index: 0, of: shards });
  noteConfig(config);
  const name = options.name ?? options.preset ?? "visualatom";
  return { config, shards, out, cpus, memory, retries, name };
}

/** Files take whole blocks; pictures of Table 1 are about a tenth of their pixels. */
const BYTES_PER_PIXEL = 0.2;
const BLOCK_BYTES = 4096;

function storageGibibytes(config: DatasetConfig): number {
  const size = storedSide(config);
  const bytes = size * size * BYTES_PER_PIXEL * (config.output.pixel === "rgb" ? 2 : 1) + BLOCK_BYTES;
  return Math.ceil((config.classes * config.instances * bytes) / 2 ** 30) + 1;
}

async function deliver(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    print(text.trimEnd());
    return;
  }
  await writeUserFile(file, text);
  note(`Written to ${file}`);
}

/** What goes into a script or manifest as it is. */
function word(text: string): string {
  if (/^[\w.:/@%+,=-]+$/.test(text)) return text;
  throw new InvalidArgumentError(`${JSON.stringify(text)} is not allowed; it must be one word.`);
}

/** As Kubernetes names things, with room for an ending. */
function jobName(text: string): string {
  if (/^[a-z]([a-z0-9-]{0,48}[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError(
    `${JSON.stringify(text)} is not allowed; it must be small letters, digits and hyphens, such as atoms-21k.`,
  );
}
