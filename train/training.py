"""The loop that pre-training and fine-tuning share: steps, checkpoints, what is printed."""

import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import checkpoint
import torch
from checkpoint import State
from order import Plan, Refusal, seed_all
from team import Team


@dataclass(frozen=True)
class Schedule:
    """Learning rate of each step: a line from START up to `peak`, half a cosine down to END.

    A peak below these is where it begins and ends.
    """

    START = 1e-6
    END = 1e-5

    peak: float
    warmup_steps: int
    all_steps: int

    def rate(self, step: int) -> float:
        start, end = min(self.START, self.peak), min(self.END, self.peak)
        if step < self.warmup_steps:
            return start + (self.peak - start) * step / self.warmup_steps
        passed = (step - self.warmup_steps) / max(1, self.all_steps - self.warmup_steps)
        return end + (self.peak - end) * (1 + math.cos(math.pi * passed)) / 2


def warmup(option: str, asked: int | None, usual: int, every: int, whole: int) -> int:
    """Steps of warm-up: those that were asked for, or the usual ones, but a tenth of a training.

    :param asked: by the option, in units of `every` steps; `usual` likewise
    :param whole: steps of the training
    :raises Refusal: where the training would end before it
    """
    if asked is None:
        return min(usual * every, whole // 10)
    if asked * every >= whole:
        unit = "step" if every == 1 else "epoch"
        raise Refusal(
            f"{option} {asked}: the training has {whole // every} {unit}s; it must be fewer"
        )
    return asked * every


@dataclass
class Training:
    """All that a step needs.

    :param mixup: makes of images and labels mixed ones, or None
    :param course: options that a checkpoint must agree with
    :param save_every: steps between checkpoints, beside those at the end of each epoch
    :param trace: whether each rank writes the images of each step, and its loss, to
        `trace-RANK.jsonl`
    """

    team: Team
    plan: Plan
    model: torch.nn.Module
    optimizer: torch.optim.Optimizer
    loss_of: Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
    schedule: Schedule
    out: Path
    course: dict[str, Any]
    mixup: Callable | None = None
    precision: str = "fp32"
    save_every: int = 1000
    print_every: int = 50
    trace: bool = False

    def resume(self) -> int:
        """Takes up what is in the folder; returns the step to go on with."""
        try:
            self.out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refusal(f"--out {self.out}: it cannot be a folder ({error.strerror})") from None
        state = checkpoint.resume(self.out, self.course)
        steps = self.team.all(0 if state is None else state.step)
        if len(set(steps)) > 1:
            raise Refusal(
                f"--out {self.out}: the ranks find trainings there at steps {steps};"
                " it must be one folder, which all of them see"
            )
        self.shared = self.team.share(self.model)
        if state is None:
            return 0
        self.model.load_state_dict(state.model)
        groups = self.optimizer.state_dict()["param_groups"]
        self.optimizer.load_state_dict({"state": state.optimizer, "param_groups": groups})
        is_over = state.step == self.plan.all_steps
        word = "has ended" if is_over else "goes on"
        self.team.say(f"{word} at step {state.step} of {self.plan.all_steps}")
        return state.step

    def run(
        self, first_step: int, loader, after_epoch: Callable[[int], None] | None = None
    ) -> None:
        """:param after_epoch: called on every rank with the epoch that has just ended"""
        plan = self.plan
        trace = open(self.out / f"trace-{self.team.rank}.jsonl", "a") if self.trace else None
        since, losses = time.perf_counter(), []
        self.model.train()
        step = first_step - 1
        # The steps first: nothing is fetched beyond the last.
        for step, (images, labels, names) in zip(
            range(first_step, plan.all_steps), loader, strict=False
        ):
            loss = self._step(step, images, labels)
            losses.append(loss)
            epoch, ended = step // plan.steps, (step + 1) % plan.steps == 0
            if trace is not None:
                line = {"step": step, "images": list(names), "loss": loss.item()}
                print(json.dumps(line, default=int), file=trace, flush=True)
            saves = (step + 1) % self.save_every == 0 or ended
            if saves and not self._is_finite():
                raise Refusal(
                    f"step {step}: not all weights are finite, and the loss is {loss.item()};"
                    f" a lower --lr may help, with another --out"
                    f" ({self.out / checkpoint.NAME} is from before it)"
                )
            tells = (step + 1) % self.print_every == 0 or ended
            if tells:
                seconds = time.perf_counter() - since
                self.team.say(
                    f"epoch {epoch}, step {step + 1} of {plan.all_steps}:"
                    f" mean loss {torch.stack(losses).mean().item():.4f},"
                    f" {len(losses) * plan.step_images / seconds:.0f} images/s"
                )
            if ended and after_epoch is not None:
                self.team.agree(self.model)
                after_epoch(epoch)
                self.model.train()
            if saves:
                self._save(step + 1)
            if tells:
                # Evaluation and checkpoint are not of the rate.
                since, losses = time.perf_counter(), []
        if step + 1 < plan.all_steps:
            raise Refusal(f"the images ended at step {step + 1} of {plan.all_steps}")

    def _step(self, step: int, images: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        seed_all(self.plan.seed, "step", step, self.team.rank)
        device = self.team.device
        images, labels = images.to(device, non_blocking=True), labels.to(device, non_blocking=True)
        if self.mixup is not None:
            images, labels = self.mixup(images, labels)
        for group in self.optimizer.param_groups:
            group["lr"] = self.schedule.rate(step)
        with self.team.precision(self.precision):
            loss = self.loss_of(self.shared(images), labels)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        return loss.detach()

    def _is_finite(self) -> bool:
        """Of the weights after a step, alike on all ranks; its loss is from before it."""
        return all(bool(weight.isfinite().all()) for weight in self.model.parameters())

    def _save(self, step: int) -> None:
        if not self.team.leads:
            return
        kept = self.optimizer.state_dict()["state"]
        checkpoint.save(self.out, State(step, self.course, self.model.state_dict(), kept))
