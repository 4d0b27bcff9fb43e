"""Label and digest of every image of configurations, as the Python package draws them."""

import json
import sys

import visualatom
from reading import row_of_array

rows = [
    [row_of_array(None, label, image) for image, label in visualatom.Dataset(config)]
    for config in json.load(sys.stdin)
]
json.dump(rows, sys.stdout)
