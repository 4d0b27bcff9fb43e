"""Which images are read when: known for every step beforehand, so that a training can go on."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from counts import counted


class Refusal(Exception):
    """What cannot be done, in a sentence for whoever asked for it."""


@dataclass(frozen=True)
class Plan:
    """How many images are read together, and how often.

    An epoch is as many steps on every rank: images / (batch × world). Of N images those that do
    not fill a last step are left out, other ones in each epoch.

    :param images: N, of the dataset
    :param batch: images of a step on one rank
    :param world: number of ranks
    :param repeats: of 1 / repeats of the images each is read so often in an epoch, augmented anew
        each time (repeated augmentation: Hoffer et al., CVPR 2020; 3 in DeiT)
    """

    images: int
    batch: int
    world: int
    epochs: int
    seed: int = 0
    repeats: int = 1

    def __post_init__(self) -> None:
        if self.steps == 0:
            raise Refusal(
                f"--batch {self.batch}: on {counted(self.world, 'rank')} that is"
                f" {counted(self.step_images, 'image')} a step, and the dataset has only"
                f" {self.images:,}"
            )

    @property
    def step_images(self) -> int:
        """Images of a step on all ranks."""
        return self.batch * self.world

    @property
    def steps(self) -> int:
        """Of an epoch."""
        return self.images // self.step_images

    @property
    def all_steps(self) -> int:
        return self.epochs * self.steps

    @property
    def told(self) -> str:
        return (
            f"{counted(self.epochs, 'epoch')} of {counted(self.steps, 'step')} of"
            f" {counted(self.step_images, 'image')}"
        )


class Order:
    """Batches of one rank from a step to the end of the training: lists of (number, place).

    A place counts all images of the training in the order in which they are read, and decides how
    the image is augmented.

    :param shuffled: gives the dataset's numbers in another order for each generator
    """

    def __init__(self, plan: Plan, rank: int, first_step: int, shuffled) -> None:
        self.plan = plan
        self.rank = rank
        self.first_step = first_step
        self.shuffled = shuffled

    def __iter__(self) -> Iterator[list[tuple[int, int]]]:
        plan = self.plan
        epoch, numbers = -1, torch.empty(0)
        for step in range(self.first_step, plan.all_steps):
            if step // plan.steps != epoch:
                epoch = step // plan.steps
                numbers = self._numbers(epoch)
            first = step % plan.steps * plan.step_images + self.rank
            places = range(
                step * plan.step_images + self.rank, (step + 1) * plan.step_images, plan.world
            )
            mine = numbers[first : first + plan.step_images - self.rank : plan.world]
            yield list(zip(mine.tolist(), places, strict=True))

    def _numbers(self, epoch: int) -> torch.Tensor:
        plan = self.plan
        dice = random.Random(repr(("epoch", plan.seed, epoch)))
        numbers = self.shuffled(torch.Generator().manual_seed(dice.getrandbits(63)))
        if plan.repeats == 1:
            return numbers
        return numbers[: -(-plan.images // plan.repeats)].repeat_interleave(plan.repeats)


def seed_all(*place: int | str) -> None:
    """Sets Python's, NumPy's and PyTorch's random numbers by a place in the training.

    So nothing of them has to be kept for a training to go on.
    """
    dice = random.Random(repr(place))
    random.seed(dice.getrandbits(64))
    np.random.seed(dice.getrandbits(32))
    torch.manual_seed(dice.getrandbits(63))
