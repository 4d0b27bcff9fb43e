"""Images of a formula for pre-training, as many of each class, all over its instances."""

import numpy as np
import visualatom

SIDE = 64


def load(preset: str, classes: int, images: int) -> tuple[np.ndarray, np.ndarray]:
    """uint8 images (classes * images) x 64 x 64 x 1 or 3, reduced by area, and labels.

    The first `classes` classes of the preset and `images` of the instances of each, evenly
    apart: neighbours of a fractal differ by a flip only.
    """
    dataset = visualatom.Dataset(preset, classes=classes, stored_size=SIDE, resample="area")
    instances = dataset.config["instances"]
    places = [
        c * instances + i * instances // images for c in range(classes) for i in range(images)
    ]
    drawn = [dataset[place] for place in places]
    pictures = np.stack([picture for picture, _ in drawn])
    return pictures.reshape(*pictures.shape[:3], -1), np.array([label for _, label in drawn])
