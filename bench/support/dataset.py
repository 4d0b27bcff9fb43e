"""Draws images with the Python package as told on stdin; processor seconds of each round."""

import json
import resource
import sys
import time

begin = time.perf_counter()
import visualatom  # noqa: E402

imported = time.perf_counter()
asked = json.loads(sys.stdin.readline())
opened = time.perf_counter()
dataset = visualatom.Dataset(asked["source"])
dataset[0]
first = time.perf_counter()


def answer(value):
    print(json.dumps(value), flush=True)


# The classes of fractals, which are not searched in the time that is measured.
dataset.find_classes()


def searched(label):
    """What was measured of a class, then its maps."""
    _, *measured, system = dataset.class_parameters(label).values()
    return measured + sum(system, [])


parameters = dataset.class_parameters(0)
classes = [searched(label) for label in range(dataset.classes)] if "system" in parameters else []
answer({"import": imported - begin, "firstImage": first - opened, "classes": classes})
for line in sys.stdin:
    indices = json.loads(line)
    start = time.process_time()
    for index in indices:
        dataset[index]
    seconds = time.process_time() - start
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer({"seconds": seconds, "memory": 1024 * kilobytes})
