"""Draws a dataset in worker processes and threads: does each way draw the same images?"""

import json
import multiprocessing
import pickle
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch
import visualatom
from torch.utils.data import DataLoader, DistributedSampler
from torchvision import transforms

SOURCE = {"formulation": "paper", "classes": 6, "instances": 8, "imageSize": 96}


def double(label):
    return 2 * label


def by_loader(dataset, **options):
    batches = list(DataLoader(dataset, batch_size=7, **options))
    return (
        torch.cat([images for images, _ in batches]).numpy(),
        torch.cat([labels for _, labels in batches]).tolist(),
    )


def by_threads(dataset):
    barrier = threading.Barrier(4)

    def draw(part):
        barrier.wait()
        return [dataset[index][0] for index in range(part, len(dataset), 4)]

    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(draw, range(4)))
    return np.stack([parts[index % 4][index // 4] for index in range(len(dataset))])


def starts_in_fork(dataset):
    """How often two threads of a forked process make the search ready, asking for it at once."""
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    process = context.Process(target=count_starts, args=(dataset, answers))
    process.start()
    process.join()
    return answers.get()


def count_starts(dataset, answers):
    found = dataset._found
    both = threading.Barrier(2)
    starts = []
    start = found._start

    def start_slowly():
        starts.append(None)
        try:
            both.wait(timeout=1)
        except threading.BrokenBarrierError:
            pass
        start()

    found._start = start_slowly
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(dataset.class_parameters, (2, 2)))
    answers.put(len(starts))


def main():
    dataset = visualatom.Dataset(SOURCE)
    expected = np.stack([dataset[index][0] for index in range(len(dataset))])
    labels = [index // 8 for index in range(len(dataset))]
    loaders = {
        "no workers": {},
        "fork": {"num_workers": 2, "multiprocessing_context": "fork"},
        "spawn": {"num_workers": 2, "multiprocessing_context": "spawn"},
        "persistent": {"num_workers": 2, "persistent_workers": True},
    }
    ways = {}
    for name, options in loaders.items():
        drawn, targets = by_loader(dataset, **options)
        ways[name] = np.array_equal(drawn, expected) and targets == labels
    # After its workers, the process itself still draws.
    ways["afterwards"] = np.array_equal(dataset[5][0], expected[5])
    ways["threads"] = np.array_equal(by_threads(dataset), expected)
    copied = pickle.loads(pickle.dumps(dataset))
    ways["pickled"] = (
        np.array_equal(copied[-1][0], expected[-1]) and copied.config == dataset.config
    )

    other = visualatom.Dataset({**SOURCE, "formulation": "rcdb", "imageSize": 64})
    first = [other[index][0] for index in range(8)]
    pairs = [(dataset[index][0], other[index][0]) for index in range(8)]
    ways["two at once"] = all(
        np.array_equal(ours, expected[index]) and np.array_equal(theirs, first[index])
        for index, (ours, theirs) in enumerate(pairs)
    )
    kept = dataset[0][0]
    dataset[1]
    is_kept = np.array_equal(kept, expected[0])
    kept[0, 0] += 1
    ways["arrays of their own"] = is_kept and np.array_equal(dataset[0][0], expected[0])

    fractals = visualatom.Dataset("fractaldb-1k", classes=3, instances=6, stored_size=64)
    fractals[7]
    expected_fractals = [fractals[index][0] for index in range(len(fractals))]
    fractals = visualatom.Dataset("fractaldb-1k", classes=3, instances=6, stored_size=64)
    fractals[7]
    for context in ("fork", "spawn"):
        drawn, _ = by_loader(fractals, num_workers=2, multiprocessing_context=context)
        ways[f"classes searched in part, {context}"] = np.array_equal(drawn, expected_fractals)

    ways["classes searched by threads of a fork"] = starts_in_fork(fractals) == 1

    fractals.find_classes()
    found = [fractals.class_parameters(label) for label in range(3)]
    alone = visualatom.Dataset("fractaldb-1k", classes=1, instances=1)
    ways["classes searched at once"] = (
        np.array_equal([image for image, _ in fractals], expected_fractals)
        and found[0] == alone.class_parameters(0)
        and all(parameters["maps"] == len(parameters["system"]) for parameters in found)
    )

    seen = []
    for rank in range(3):
        sampler = DistributedSampler(dataset, num_replicas=3, rank=rank, shuffle=True)
        seen += by_loader(dataset, sampler=sampler, num_workers=1)[1]
    ways["distributed"] = sorted(seen) == labels

    prepare = transforms.Compose(
        [
            transforms.ToPILImage(),
            transforms.Grayscale(3),
            transforms.RandomResizedCrop(32),
            transforms.ToTensor(),
        ]
    )
    transformed = visualatom.Dataset(SOURCE, transform=prepare, target_transform=double)
    tensor, target = transformed[47]
    images, targets = by_loader(transformed, num_workers=2, multiprocessing_context="spawn")
    ways["transforms"] = (
        tensor.shape == (3, 32, 32) and tensor.dtype == torch.float32 and target == 10
    )
    ways["transforms in workers"] = images.shape == (48, 3, 32, 32) and targets[-1] == 10
    json.dump({name: bool(same) for name, same in ways.items()}, sys.stdout)


if __name__ == "__main__":
    main()
