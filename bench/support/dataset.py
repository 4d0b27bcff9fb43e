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


answer({"import": imported - begin, "firstImage": first - opened})
for line in sys.stdin:
    indices = json.loads(line)
    start = time.process_time()
    for index in indices:
        dataset[index]
    seconds = time.process_time() - start
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer({"seconds": seconds, "memory": 1024 * kilobytes})
