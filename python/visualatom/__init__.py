"""Formula-driven pre-training images, drawn when asked for: VisualAtom and its kin as datasets.

>>> import visualatom
>>> dataset = visualatom.Dataset("visualatom-1k")
>>> image, label = dataset[0]
>>> image.shape, image.dtype, label
((512, 512), dtype('uint8'), 0)
"""

from ._configuration import ConfigError, presets
from ._dataset import Dataset
from ._resources import read_json

__version__: str = read_json("documents.json")["version"]
__all__ = ["ConfigError", "Dataset", "presets"]
