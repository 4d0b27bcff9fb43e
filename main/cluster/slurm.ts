/** A job array for Slurm as one bash file: it submits itself, each array task makes a share, a last job joins them. */
import { shellWord } from "../common/shellWord.ts";
import { type ClusterOptions, configText } from "./options.ts";

export interface SlurmOptions extends ClusterOptions {
  /** Slurm's `--time`; the cluster's own limit by default. */
  time?: string | undefined;
  partition?: string | undefined;
  account?: string | undefined;
  /** How the command line is called on the machines. */
  command: string;
}

/** Tasks of an array that a controller takes by default: its MaxArraySize. */
export const DEFAULT_ARRAY_SIZE = 1001;

/** Seconds before the end of its time in which a task stops and puts itself back into the queue. */
const TIME_TO_STOP = 120;

export function slurmScript(options: SlurmOptions): string {
  const { config, shards, out, cpus, memory, time, partition, account, name, retries, command } = options;
  const directives = [
    `--job-name=${name}`,
    `--array=0-${shards - 1}`,
    "--ntasks=1",
    `--cpus-per-task=${cpus}`,
    `--mem=${memory}`,
    ...(time === undefined ? [] : [`--time=${time}`]),
    ...(partition === undefined ? [] : [`--partition=${partition}`]),
    ...(account === undefined ? [] : [`--account=${account}`]),
    "--requeue",
    `--signal=B:USR1@${TIME_TO_STOP}`,
    "--open-mode=append",
    `--output=${name}-%A-%a.log`,
  ];
  const submitting =
    shards <= DEFAULT_ARRAY_SIZE
      ? "bash THIS_FILE  (or sbatch THIS_FILE, and later: visualatom merge OUT)"
      : `bash THIS_FILE  (which makes as many arrays as the cluster needs; by sbatch it takes ${DEFAULT_ARRAY_SIZE} tasks by default)`;
  return `#!/bin/bash
# ${config.classes * config.instances} images in ${shards} shares of equal work, then joined to one dataset.
# Submit with: ${submitting}
# A share that is preempted, requeued or out of time goes on where it stopped; one that fails is started again up to
# ${retries} times. Submit the file again to go on with what is missing.
${directives.map((directive) => `#SBATCH ${directive}`).join("\n")}

out=${shellWord(out, "linux")}
visualatom=(${command})
config='${configText(config)}'

if [[ -z \${SLURM_ARRAY_TASK_ID:-} ]]; then
  if [[ ! -f $0 ]]; then
    echo "save this script to a file, then run: bash FILE" >&2
    exit 2
  fi
  # The most tasks that the controller takes in one array.
  size=$(scontrol show config 2>/dev/null | awk '$1 == "MaxArraySize" { print $3 }')
  size=\${size:-${DEFAULT_ARRAY_SIZE}}
  if ((size < 1)); then
    echo "this cluster takes no job arrays (MaxArraySize is 0)" >&2
    exit 1
  fi
  arrays=()
  give_up() {
    # Shares without a job that joins them are no use.
    ((\${#arrays[@]})) && scancel "\${arrays[@]}"
    exit 1
  }
  for ((first = 0; first < ${shards}; first += size)); do
    last=$((first + size < ${shards} ? size - 1 : ${shards} - 1 - first))
    array=$(sbatch --parsable "$@" --array="0-$last" "$0" shares "$first") || give_up
    arrays+=("\${array%%;*}")
  done
  all=$(IFS=:; echo "\${arrays[*]}")
  merge=$(sbatch --parsable "$@" --job-name=${name}-merge --array=0 --output=${name}-%A-merge.log \\
    --dependency="afterok:$all" --kill-on-invalid-dep=yes "$0" merge) || give_up
  if ((\${#arrays[@]} == 1)); then made="array $all makes"; else made="arrays \${arrays[*]} make"; fi
  echo "Job $made ${shards} shares, job \${merge%%;*} joins them in $out"
  exit
fi

if [[ \${1:-} == merge ]]; then
  work() { UV_THREADPOOL_SIZE=32 exec "\${visualatom[@]}" merge "$out"; }
else
  # Of several arrays each begins with another share.
  share=$((\${2:-0} + SLURM_ARRAY_TASK_ID))
  work() {
    exec "\${visualatom[@]}" generate --config <(printf '%s' "$config") --out "$out" \\
      --shard "$share/${shards}" --workers "\${SLURM_CPUS_PER_TASK:-${cpus}}"
  }
fi

again() { scontrol requeue "\${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"; }
stopping= timeup= signals=0
# Preempted, requeued or cancelled: Slurm knows what comes next. Out of time: back into the queue.
trap 'stopping=1; signals=$((signals + 1)); kill -TERM "$child" 2>/dev/null' TERM
trap 'timeup=1; signals=$((signals + 1)); kill -TERM "$child" 2>/dev/null' USR1

work &
child=$!
# A signal ends the waiting, not the work.
while seen=$signals; do
  wait "$child"
  code=$?
  [[ $signals == "$seen" ]] && break
done

if [[ $stopping ]]; then
  exit "$code"
elif [[ $timeup && $code -ne 0 ]]; then
  again
elif [[ $code -ne 0 && $code -ne 2 && \${SLURM_RESTART_COUNT:-0} -lt ${retries} ]]; then
  echo "exit code $code: starting again" >&2
  again
fi
exit "$code"
`;
}
