r"""Fine-tunes a pre-trained network on images of a folder, as the authors of VisualAtom do.

    torchrun --nproc_per_node 8 finetune.py --checkpoint pretrained/last.pt --data /data/cifar10 \
        --out tuned

DATA has the folders `train` and `val`, each with a folder of images for every class. The same
command goes on with a training that was stopped, at the very image.
"""

import argparse
import json
from pathlib import Path

import checkpoint
import torch
from counts import count, count_or_zero, counted, number_or_zero, positive, share
from loading import training_loader
from options import (
    DEIT_AUGMENTATION,
    add_training_options,
    make_model,
    make_training,
    parse,
    transform_of,
)
from order import Plan, Refusal
from sources import Folder
from team import Team, run
from timm.data import Mixup
from timm.loss import SoftTargetCrossEntropy
from timm.optim import create_optimizer_v2
from torch.utils.data import DataLoader, Subset
from training import Schedule, warmup

TINY = {"epochs": 5, "batch": 20}
#: What is told after each epoch, a line of JSON each: accuracy in %.
ACCURACIES = "accuracy.jsonl"
#: Further options that a training that goes on must have as they were.
DECIDING = ["weight_decay", "drop_path"]


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    images = parser.add_argument_group("images")
    images.add_argument("--data", type=Path, required=True, metavar="DIR")
    images.add_argument(
        "--checkpoint",
        type=Path,
        metavar="FILE",
        help="of either script, with its model; without it the network begins anew",
    )
    add_training_options(parser)
    recipe = parser.add_argument_group("recipe")
    recipe.add_argument("--epochs", type=count, default=1000, help="default: %(default)s")
    recipe.add_argument(
        "--batch", type=count, default=96, help="of one rank (default: %(default)s)"
    )
    recipe.add_argument("--lr", type=positive, default=0.01, help="peak (default: %(default)s)")
    recipe.add_argument(
        "--warmup-epochs",
        type=count_or_zero,
        help="default: 10, or a tenth of the training where that is less",
    )
    recipe.add_argument(
        "--weight-decay", type=number_or_zero, default=1e-4, help="default: %(default)s"
    )
    recipe.add_argument("--drop-path", type=share, default=0.1, help="default: %(default)s")
    recipe.add_argument(
        "--evaluate-every", type=count, default=1, metavar="EPOCHS", help="default: %(default)s"
    )
    return parse(parser, TINY)


def take_weights(model: torch.nn.Module, path: Path, weights: dict[str, torch.Tensor]) -> None:
    """All but the classifier's, which knows other classes.

    :raises Refusal: where the network is another one
    """
    head = tuple(f"{name}." for name in _names_of_head(model))
    wanted = model.state_dict()
    taken = {name: weight for name, weight in weights.items() if not name.startswith(head)}
    for name, weight in wanted.items():
        if name.startswith(head):
            continue
        shape = tuple(taken[name].shape) if name in taken else "nothing"
        if shape != tuple(weight.shape):
            raise Refusal(
                f"{path}: {name} is {shape} there and {tuple(weight.shape)} in the model;"
                " name the model and its arguments that were pre-trained"
            )
    model.load_state_dict(taken, strict=False)


def _names_of_head(model: torch.nn.Module) -> list[str]:
    names = model.pretrained_cfg["classifier"]
    return [names] if isinstance(names, str) else list(names)


def evaluation_loader(data: Folder, team: Team, transform, options) -> DataLoader:
    """Every rank's part of the images, each image once."""

    data.transform = transform
    mine = Subset(data, range(team.rank, len(data), team.world))
    return DataLoader(
        mine, batch_size=options.batch, num_workers=options.workers, pin_memory=team.on_gpu
    )


@torch.no_grad()
def accuracy(model: torch.nn.Module, loader: DataLoader, team: Team, precision: str) -> float:
    """Of all ranks' images, %."""
    model.eval()
    right = images = 0
    for pictures, labels in loader:
        with team.precision(precision):
            guesses = model(pictures.to(team.device)).argmax(1).cpu()
        right += int((guesses == labels).sum())
        images += len(labels)
    right, images = team.sum(right, images)
    return 100 * right / images


def main() -> None:
    options = read_options()
    team = Team()
    train, val = Folder(options.data / "train"), Folder(options.data / "val")
    if train.label_names != val.label_names:
        raise Refusal(f"{options.data}: train and val have other classes")
    weights = None
    if options.checkpoint is not None:
        state = checkpoint.load(options.checkpoint)
        weights = state.model
        if options.model_given not in (None, state.course["model"]):
            raise Refusal(
                f"--model {options.model_given}: {options.checkpoint} is of"
                f" {state.course['model']}; leave --model out, or begin without --checkpoint"
            )
        options.model = state.course["model"]
        options.model_kwargs = state.course["model_kwargs"]
    plan = Plan(len(train), options.batch, team.world, options.epochs, options.seed)
    model = make_model(options, train.classes, options.drop_path)
    if weights is not None:
        take_weights(model, options.checkpoint, weights)
    model.to(team.device)
    if plan.batch % 2:
        raise Refusal(f"--batch {plan.batch}: images are mixed in pairs, so that it must be even")
    warmup_steps = warmup("--warmup-epochs", options.warmup_epochs, 10, plan.steps, plan.all_steps)
    training = make_training(
        team,
        options,
        plan=plan,
        model=model,
        optimizer=create_optimizer_v2(
            model, "sgd", lr=options.lr, weight_decay=options.weight_decay, momentum=0.9
        ),
        loss_of=SoftTargetCrossEntropy(),
        schedule=Schedule(options.lr, warmup_steps, plan.all_steps),
        course={
            **{"content": train.content, "checkpoint": str(options.checkpoint)},
            **{"warmup_steps": warmup_steps},
            **{"images": plan.images, "images a step": plan.step_images, "epochs": plan.epochs},
            **{"seed": plan.seed, "peak": options.lr},
            **{"model": options.model, "model_kwargs": options.model_kwargs},
            **{name: getattr(options, name) for name in DECIDING},
        },
        mixup=Mixup(0.8, 1.0, label_smoothing=0.1, num_classes=train.classes),
    )
    first_step = training.resume()
    team.say(
        f"{counted(len(train), 'image')} of {train.classes:,} classes and {len(val):,} to evaluate"
        f" on, {plan.told}"
    )
    held_out = evaluation_loader(
        val, team, transform_of(options, model, is_training=False), options
    )

    def evaluate(epoch: int) -> None:
        if (epoch + 1) % options.evaluate_every == 0 or epoch + 1 == plan.epochs:
            percent = accuracy(model, held_out, team, training.precision)
            team.say(f"epoch {epoch}: {percent:.2f} % of {len(val):,} images are right")
            if team.leads:
                with open(options.out / ACCURACIES, "a") as file:
                    print(json.dumps({"epoch": epoch, "accuracy": percent}), file=file)

    transform = transform_of(options, model, **DEIT_AUGMENTATION)
    loader = training_loader(
        train, plan, team.rank, first_step, transform, options.workers, team.on_gpu
    )
    training.run(first_step, loader, after_epoch=evaluate)
    team.leave()


if __name__ == "__main__":
    run(main)
