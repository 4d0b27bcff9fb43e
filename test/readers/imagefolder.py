"""Reads a dataset with torchvision's ImageFolder and says what it finds as JSON."""

import hashlib
import json
import sys

from torchvision.datasets import ImageFolder

dataset = ImageFolder(sys.argv[1])
samples = []
for index, (path, label) in enumerate(dataset.samples):
    image, target = dataset[index]
    samples.append(
        {
            "path": path,
            "label": label,
            "target": target,
            "mode": image.mode,
            "size": image.size,
            "sha256": hashlib.sha256(image.convert("L").tobytes()).hexdigest(),
            "grey": image.getchannel(0).tobytes() == image.getchannel(2).tobytes(),
        }
    )
print(json.dumps({"classes": dataset.classes, "samples": samples}))
