"""Images that `visualatom stream` draws while WebDataset reads them; nothing is stored."""

import shlex
from collections.abc import Iterator

import torch
import webdataset
from order import Plan, Refusal, seed_all

IMAGES = "png;jpg;webp"


class Stream:
    """:param command: `visualatom stream …`, as a list of words
    :param content: what tells its images from others
    """

    def __init__(self, command: list[str], classes: int, instances: int, content: str) -> None:
        self.command = command
        self.classes = classes
        self.content = content
        self.images = classes * instances

    def __len__(self) -> int:
        return self.images


class StreamReader(torch.utils.data.IterableDataset):
    """Each loader process of each rank reads a share of its own, from where the training stands.

    A loader takes a batch from each of its processes in turn. The process whose turn comes first
    after an interruption must read the share whose turn it was.
    """

    def __init__(self, stream: Stream, plan: Plan, rank: int, first_step: int, transform) -> None:
        self.stream = stream
        self.plan = plan
        self.rank = rank
        self.first_step = first_step
        self.transform = transform

    def __iter__(self) -> Iterator[tuple[torch.Tensor, int, str]]:
        worker = torch.utils.data.get_worker_info()
        number, workers = (worker.id, worker.num_workers) if worker else (0, 1)
        turn = (self.first_step + number) % workers
        # Batches that were taken of this share before.
        batches = len(range(turn, self.first_step, workers))
        share = turn * self.plan.world + self.rank
        options = f"--workers 1 --shard {share}/{workers * self.plan.world} --epochs inf --shuffle"
        read = batches * self.plan.batch
        url = f"pipe:{shlex.join(self.stream.command)} {options} --skip {read}"
        # The share is this process's own: there is nothing to split among nodes and workers.
        samples = webdataset.WebDataset(
            [url], shardshuffle=False, nodesplitter=None, workersplitter=None
        )
        for count, (key, image, label) in enumerate(
            samples.decode("pil").to_tuple("__key__", IMAGES, "cls"), read
        ):
            seed_all(self.plan.seed, share, count)
            yield self.transform(image), label, key
        raise Refusal(f"{shlex.join(self.stream.command)}: it ended, share {share} at least")
