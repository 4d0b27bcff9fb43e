"""What the measurement of the effect does with pictures and numbers; asserts, and prints "ok"."""

import json
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(REPOSITORY / "bench/effect"), str(REPOSITORY / "python")]

import cifar10  # noqa: E402
import formula  # noqa: E402
import numpy as np  # noqa: E402
import tables  # noqa: E402
import torch  # noqa: E402
import visualatom  # noqa: E402
from networks import make, with_new_head  # noqa: E402
from training import Pictures, Plan, accuracy, crop, train  # noqa: E402

torch.set_num_threads(1)
labels = np.random.default_rng(1).integers(0, 10, 3000)
few, more = (cifar10.few_of_each(labels, count, 3) for count in (5, 20))
assert np.bincount(labels[few]).tolist() == [5] * 10
assert np.bincount(labels[more]).tolist() == [20] * 10
assert set(few) < set(more)
assert set(few) != set(cifar10.few_of_each(labels, 5, 4))

pictures, of_class = formula.load("fractaldb-1k-color", 2, 4)
assert pictures.shape == (8, 64, 64, 3) and of_class.tolist() == [0] * 4 + [1] * 4
whole = visualatom.Dataset("fractaldb-1k-color", classes=2, stored_size=64)
assert (pictures[5] == whole[1000 + 250][0]).all()

# Bright above or below: what a flip from left to right leaves.
random = np.random.default_rng(2)
kinds = random.integers(0, 2, 200)
photographs = random.integers(0, 60, (200, 32, 32, 3), dtype=np.uint8)
photographs[kinds == 1, :16] += 120
photographs[kinds == 0, 16:] += 120
training = Pictures.of(photographs, kinds, "cpu")
for kind, steps, least in [("cnn", 20, 0.9), ("vit", 2, 0.0)]:
    plan = Plan(steps, batch=32, learning_rate=3e-3, smallest_crop=0.6, smoothing=0.0)
    results = []
    for _ in range(2):
        torch.manual_seed(0)
        network = make(kind, 2)
        train(network, training, plan, 5)
        results.append(accuracy(network, training))
    assert results[0] == results[1] >= least, (kind, results)
    tuned = with_new_head(kind, network.state_dict(), 10)
    assert tuned(training.batch(torch.arange(3))).shape == (3, 10)
    kept = dict(tuned.named_parameters())
    for name, value in network.named_parameters():
        assert name.startswith("head.") or torch.equal(value, kept[name]), name
try:
    with_new_head("cnn", {"stem.0.weight": torch.zeros(16, 3, 3, 3)}, 10)
    raise AssertionError("weights of another network were taken")
except ValueError:
    pass

# A crop of all of a picture is the picture, flipped or not.
batch = torch.rand(6, 3, 32, 32)
whole_crop = crop(batch, 1.0, torch.Generator().manual_seed(0))
for before, after in zip(batch, whole_crop, strict=True):
    assert min((before - after).abs().max(), (before.flip(2) - after).abs().max()) < 1e-4

runs = [
    {
        "network": "cnn",
        "source": source,
        "seed": seed,
        "accuracy": {"5": value},
        "seconds": 7.0,
        "machine": "m",
    }
    for source, values in [("rcdb-1k", (0.3, 0.5)), ("none", (0.2, 0.3))]
    for seed, value in enumerate(values)
]
rows = tables.rows_of(runs)
assert rows[2].startswith("| none | 25.0 ± 7.1 |"), rows
assert rows[3].startswith("| `rcdb-1k` | 40.0 ± 14.1 (+15.0 ± 7.1) |"), rows
print(json.dumps("ok"))
