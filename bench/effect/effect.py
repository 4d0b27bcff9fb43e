"""Measures whether pre-training on formulas helps with few labelled photographs.

    test/.venv/bin/python bench/effect/effect.py
        goes on with the small setting, on the processor
    test/.venv/bin/python bench/effect/effect.py --setting large --device cuda
    test/.venv/bin/python bench/effect/effect.py --write
        puts the tables into docs/effect.md

Accuracies are kept as they come, in results/SETTING.jsonl: what was stopped goes on there.
"""

import argparse
import json
import os
import platform
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "python")]

SOURCES = [
    "none",
    "visualatom-1k",
    "visualatom-1k-release",
    "rcdb-1k",
    "fractaldb-1k",
    "exfractaldb-1k",
]
NETWORKS = ["cnn", "vit"]
LABELS = [5, 20, 100]
"""Labelled photographs of each of ten classes."""


@dataclass(frozen=True)
class Setting:
    classes: int
    images: int
    """Of each class."""
    pretraining_steps: int
    pretraining_batch: int
    tuning_steps: int
    seeds: int
    tested: int
    """Photographs of the test set."""


SETTINGS = {
    "tiny": Setting(10, 5, 4, 10, 3, 2, 100),
    "small": Setting(250, 20, 500, 64, 300, 3, 2000),
    "large": Setting(1000, 100, 8000, 256, 500, 5, 10_000),
}
TUNING_BATCH = 50


def run(setting_name: str, network: str, source: str, seed: int, device: str, cache: str) -> dict:
    """Pre-trains one network once, then tunes it on few photographs of each number."""
    import cifar10
    import formula
    import torch
    from networks import make, with_new_head
    from training import Pictures, Plan, accuracy, train

    setting = SETTINGS[setting_name]
    began = time.perf_counter()
    torch.manual_seed(seed)
    weights = None
    if source != "none":
        drawn = formula.load(source, setting.classes, setting.images)
        pretrained = make(network, setting.classes).to(device)
        plan = Plan(setting.pretraining_steps, setting.pretraining_batch, 1e-3, 0.25, 0.1)
        train(pretrained, Pictures.of(*drawn, device), plan, seed)
        weights = pretrained.state_dict()
    pretraining = time.perf_counter() - began

    photographs = cifar10.load(Path(cache))
    pixels, labels = photographs["train"]
    reference = Pictures.of(pixels, labels, device)
    test = Pictures.of(
        *(part[: setting.tested] for part in photographs["test"]), device, reference
    )
    accuracies = {}
    for count in LABELS:
        few = cifar10.few_of_each(labels, count, seed)
        torch.manual_seed(1000 + seed)
        tuned = make(network, 10) if weights is None else with_new_head(network, weights, 10)
        tuned.to(device)
        plan = Plan(setting.tuning_steps, TUNING_BATCH, 1e-3, 0.6, 0.0)
        train(tuned, Pictures.of(pixels[few], labels[few], device, reference), plan, seed)
        accuracies[str(count)] = accuracy(tuned, test)
    return {
        "network": network,
        "source": source,
        "seed": seed,
        "accuracy": accuracies,
        "pretraining_seconds": round(pretraining, 1),
        "seconds": round(time.perf_counter() - began, 1),
        "machine": machine(device),
    }


def machine(device: str) -> str:
    import torch

    if device != "cpu":
        return f"{torch.cuda.get_device_name()}, PyTorch {torch.__version__}"
    model = [
        line.split(":")[1].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    name = model[0] if model else platform.processor()
    return f"{name}, one core a run, PyTorch {torch.__version__}"


def results_file(setting: str) -> Path:
    return HERE / "results" / f"{setting}.jsonl"


def results_of(setting: str) -> list[dict]:
    path = results_file(setting)
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--setting", choices=list(SETTINGS), default="small")
    options.add_argument("--networks", nargs="+", choices=NETWORKS, default=NETWORKS)
    options.add_argument("--sources", nargs="+", choices=SOURCES, default=SOURCES)
    options.add_argument("--device", default="cpu", help="cpu or cuda (default: cpu)")
    options.add_argument("--processes", type=int, default=os.cpu_count(), help="runs side by side")
    options.add_argument("--cache", default=str(Path.home() / ".cache/visualatom-effect"))
    options.add_argument(
        "--write", action="store_true", help="write docs/effect.md's tables, measure nothing"
    )
    asked = options.parse_args()
    if asked.write:
        import tables

        tables.write(
            HERE.parent.parent / "docs/effect.md", {name: results_of(name) for name in SETTINGS}
        )
        return
    measure(asked)


def measure(asked: argparse.Namespace) -> None:
    import cifar10

    done = {(r["network"], r["source"], r["seed"]) for r in results_of(asked.setting)}
    runs = [
        (network, source, seed)
        for seed in range(SETTINGS[asked.setting].seeds)
        for network in asked.networks
        for source in asked.sources
        if (network, source, seed) not in done
    ]
    path = results_file(asked.setting)
    path.parent.mkdir(exist_ok=True)
    # Before any pre-training, and not by each process.
    cifar10.load(Path(asked.cache))
    # Runs side by side use the machine better than threads of one run.
    os.environ["OMP_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(asked.processes, mp_context=get_context("spawn")) as pool:
        pending = [
            pool.submit(run, asked.setting, *what, asked.device, asked.cache) for what in runs
        ]
        try:
            for future in as_completed(pending):
                result = future.result()
                with path.open("a") as file:
                    file.write(json.dumps(result) + "\n")
                print(json.dumps(result), flush=True)
        except BaseException:
            # Nobody would write down what the others find.
            pool.shutdown(wait=False, cancel_futures=True)
            raise


if __name__ == "__main__":
    main()
