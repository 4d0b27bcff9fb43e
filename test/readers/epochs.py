"""Reads epochs with the training program's loaders: images and labels of each batch, as JSON."""

import hashlib
import itertools
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "examples"))
import train  # noqa: E402

report = []
for run in json.loads(sys.argv[1]):
    loader = getattr(train, run["loader"])(batch=run["batch"], **run["options"])
    epochs = []
    first = run.get("first_epoch", 0)
    for number, batches in itertools.islice(
        train.epochs(loader, run["images"], run["batch"], first), run["epochs"]
    ):
        read = [
            [
                [hashlib.sha256(image.numpy().tobytes()).hexdigest()[:16], int(label)]
                for image, label in zip(*batch, strict=True)
            ]
            for batch in batches
        ]
        epochs.append({"number": number, "batches": read})
    report.append(epochs)
print(json.dumps(report))
