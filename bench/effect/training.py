"""Training in memory: one loop, for pre-training and fine-tuning alike."""

import math
from dataclasses import dataclass

import torch
from networks import SIDE
from torch import nn
from torch.nn import functional


@dataclass(frozen=True)
class Plan:
    steps: int
    batch: int
    learning_rate: float
    smallest_crop: float
    """Of a picture's area."""
    smoothing: float
    """Of labels."""


@dataclass(frozen=True)
class Pictures:
    """uint8 pictures count x height x width x 1 or 3, on the device, and their labels."""

    pixels: torch.Tensor
    labels: torch.Tensor
    mean: torch.Tensor
    """Of each channel, 0 to 255; `deviation` likewise."""
    deviation: torch.Tensor

    @staticmethod
    def of(pixels, labels, device: str, like: "Pictures | None" = None) -> "Pictures":
        """`like` gives mean and deviation: those of the pictures that are trained with."""
        images = torch.tensor(pixels, device=device)
        if like is not None:
            mean, deviation = like.mean, like.deviation
        else:
            sample = images[:5000].float()
            mean, deviation = sample.mean((0, 1, 2)), sample.std((0, 1, 2)) + 1e-6
        return Pictures(images, torch.as_tensor(labels, device=device), mean, deviation)

    def batch(self, indices: torch.Tensor) -> torch.Tensor:
        """Normalised, count x 3 x height x width."""
        scaled = (self.pixels[indices].float() - self.mean) / self.deviation
        return scaled.permute(0, 3, 1, 2).expand(-1, 3, -1, -1)


def train(network: nn.Module, pictures: Pictures, plan: Plan, seed: int) -> None:
    """AdamW, cosine after a twentieth of warm-up; random crops and flips by `seed`."""
    device = pictures.pixels.device
    draws = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.AdamW(network.parameters(), lr=plan.learning_rate, weight_decay=0.05)
    warm = max(1, plan.steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / warm, (1 + math.cos(math.pi * step / plan.steps)) / 2),
    )
    network.train()
    order = torch.empty(0, dtype=torch.long)
    for _ in range(plan.steps):
        while len(order) < plan.batch:
            order = torch.cat([order, torch.randperm(len(pictures.labels), generator=draws)])
        chosen, order = order[: plan.batch].to(device), order[plan.batch :]
        inputs = crop(pictures.batch(chosen), plan.smallest_crop, draws)
        loss = functional.cross_entropy(
            network(inputs), pictures.labels[chosen], label_smoothing=plan.smoothing
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()


def crop(batch: torch.Tensor, smallest: float, draws: torch.Generator) -> torch.Tensor:
    """A square of each picture, `smallest` to 1 of its area, flipped or not, SIDE px wide."""
    count = len(batch)
    scale = (smallest + (1 - smallest) * torch.rand(count, generator=draws)).sqrt()
    shift = (2 * torch.rand(count, 2, generator=draws) - 1) * (1 - scale[:, None])
    flip = torch.randint(0, 2, (count,), generator=draws) * 2.0 - 1
    zero = torch.zeros(count)
    rows = [flip * scale, zero, shift[:, 0], zero, scale, shift[:, 1]]
    theta = torch.stack(rows, 1).view(count, 2, 3).to(batch.device)
    grid = functional.affine_grid(theta, [count, 3, SIDE, SIDE], align_corners=False)
    return functional.grid_sample(batch, grid, padding_mode="reflection", align_corners=False)


@torch.no_grad()
def accuracy(network: nn.Module, pictures: Pictures) -> float:
    """Share of right answers, 0 to 1, to whole pictures of SIDE x SIDE px."""
    network.eval()
    right = 0
    for indices in torch.arange(len(pictures.labels), device=pictures.labels.device).split(500):
        answers = network(pictures.batch(indices)).argmax(1)
        right += int((answers == pictures.labels[indices]).sum())
    return right / len(pictures.labels)
