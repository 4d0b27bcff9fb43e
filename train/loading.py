"""Batches for one rank: augmented images, labels, and the images' numbers, of a stream names."""

import torch
from order import Order, Plan, seed_all
from stream import Stream, StreamReader
from torch.utils.data import DataLoader, Dataset


class Augmented(Dataset):
    """Images by (number, place): the place in the training decides how the image is augmented."""

    def __init__(self, images, transform, seed: int) -> None:
        self.images = images
        self.transform = transform
        self.seed = seed

    def __getitem__(self, where: tuple[int, int]) -> tuple[torch.Tensor, int, int]:
        number, place = where
        image, label = self.images[number]
        seed_all(self.seed, place)
        return self.transform(image), label, number


def training_loader(
    source, plan: Plan, rank: int, first_step: int, transform, workers: int, pin: bool
) -> DataLoader:
    """One iterator over all steps from `first_step` on: epochs are cut from it by counting."""
    options = {"num_workers": workers, "pin_memory": pin}
    if isinstance(source, Stream):
        reader = StreamReader(source, plan, rank, first_step, transform)
        return DataLoader(reader, batch_size=plan.batch, **options)
    order = Order(plan, rank, first_step, source.shuffled)
    return DataLoader(Augmented(source, transform, plan.seed), batch_sampler=order, **options)
