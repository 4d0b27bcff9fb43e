"""Names the readers that this interpreter has, and their versions."""

import sys
from importlib.metadata import PackageNotFoundError, version

READERS = ["torch", "torchvision", "timm", "webdataset", "datasets", "pyarrow", "polars", "pillow"]


def installed():
    for reader in [*READERS, "numpy", "wasmtime"]:
        try:
            yield f"{reader} {version(reader)}"
        except PackageNotFoundError:
            pass


print(f"Readers of Python {sys.version.split()[0]}: {', '.join(installed())}")
