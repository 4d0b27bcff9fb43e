"""Trains on nothing but a pipe: a torch DataLoader over the command given, whose batches it describes as JSON."""

import io
import json
import subprocess
import sys

import numpy
import torch
from PIL import Image
from shards import samples


class Pipe(torch.utils.data.IterableDataset):
    """Each of the DataLoader's processes reads its own share of the stream."""

    def __init__(self, command):
        self.command = command

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        share = ["--shard", f"{worker.id}/{worker.num_workers}"] if worker else []
        with subprocess.Popen(self.command + share, stdout=subprocess.PIPE) as process:
            for sample in samples(process.stdout, "r|*"):
                picture = numpy.asarray(Image.open(io.BytesIO(sample["png"])))
                yield torch.from_numpy(picture.copy()), int(sample["cls"]), sample["__key__"]
        if process.returncode != 0:
            raise RuntimeError(f"the stream ended with code {process.returncode}")


loader = torch.utils.data.DataLoader(Pipe(sys.argv[2:]), batch_size=8, num_workers=int(sys.argv[1]))
report = {"batches": 0, "keys": [], "labels": [], "shapes": [], "sum": 0}
for pictures, labels, keys in loader:
    report["batches"] += 1
    report["keys"] += keys
    report["labels"] += labels.tolist()
    report["shapes"].append([str(pictures.dtype), *pictures.shape[1:]])
    report["sum"] += int(pictures.sum())
print(json.dumps(report))
