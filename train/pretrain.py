"""Pre-trains a network on formula-driven images by DeiT's recipe, as VisualAtom's authors do.

    python pretrain.py --formula visualatom-1k --stored-size 256 --out pretrained
    torchrun --nproc_per_node 8 pretrain.py --shards /data/shards --out pretrained

The same command goes on with a training that was stopped, at the very image.
"""

import argparse

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
from order import Refusal
from sources import Stream, add_source_options, open_source, plan_of
from team import Team, run
from timm.data import Mixup
from timm.loss import LabelSmoothingCrossEntropy, SoftTargetCrossEntropy
from timm.optim import create_optimizer_v2
from training import Schedule, warmup

TINY = {
    "epochs": 10,
    "batch": 50,
    "repeats": 1,
    "lr": 2e-3,
    "mixup": 0,
    "cutmix": 0,
}
#: At most so many of a formula, and so large.
TINY_IMAGES = {"classes": 20, "instances": 50, "stored_size": 64}
#: What a training that goes on must have as it was, beside what follows from the images.
DECIDING = ["weight_decay", "drop_path", "smoothing", "mixup", "cutmix"]


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_source_options(parser)
    add_training_options(parser)
    recipe = parser.add_argument_group("recipe")
    recipe.add_argument(
        "--epochs", type=count, default=300, help="300 for 1k, 90 for 21k (default: %(default)s)"
    )
    recipe.add_argument(
        "--batch", type=count, default=256, help="of one rank (default: %(default)s)"
    )
    recipe.add_argument(
        "--lr", type=positive, help="peak; default: 0.001 for 1,024 images a step, in proportion"
    )
    recipe.add_argument(
        "--warmup-steps",
        type=count_or_zero,
        help="default: 5,000, or a tenth of the training where that is less",
    )
    recipe.add_argument(
        "--repeats",
        type=count,
        help="augmentations of an image in an epoch (default: 3; of a stream 1)",
    )
    recipe.add_argument("--weight-decay", type=number_or_zero, default=0.05)
    recipe.add_argument("--drop-path", type=share, default=0.1)
    recipe.add_argument("--smoothing", type=share, default=0.1)
    recipe.add_argument("--mixup", type=number_or_zero, default=0.8)
    recipe.add_argument("--cutmix", type=number_or_zero, default=1.0)
    options = parse(parser, TINY)
    if options.repeats is None:
        options.repeats = 3 if options.stream is None else 1
    return options


def main() -> None:
    options = read_options()
    team = Team()
    source = open_source(options, TINY_IMAGES if options.tiny else {})
    plan = plan_of(source, options, team.world)
    model = make_model(options, source.classes, options.drop_path).to(team.device)
    peak = options.lr or 1e-3 * plan.step_images / 1024
    warmup_steps = warmup("--warmup-steps", options.warmup_steps, 5000, 1, plan.all_steps)
    course = {
        **{name: getattr(options, name) for name in DECIDING},
        **{"source": type(source).__name__, "content": source.content},
        **{"images": plan.images, "classes": source.classes},
        **{"images a step": plan.step_images, "warmup_steps": warmup_steps},
        **{"epochs": plan.epochs, "seed": plan.seed, "repeats": plan.repeats, "peak": peak},
        **{"model": options.model, "model_kwargs": options.model_kwargs},
    }
    if isinstance(source, Stream):
        # They decide which share an image is in.
        course["ranks"] = team.world
        course["loader processes of a rank"] = max(1, options.workers)
    mixes = options.mixup > 0 or options.cutmix > 0
    if mixes and plan.batch % 2:
        raise Refusal(f"--batch {plan.batch}: images are mixed in pairs, so that it must be even")
    mixup = Mixup(
        options.mixup,
        options.cutmix,
        label_smoothing=options.smoothing,
        num_classes=source.classes,
    )
    training = make_training(
        team,
        options,
        plan=plan,
        model=model,
        optimizer=create_optimizer_v2(model, "adamw", lr=peak, weight_decay=options.weight_decay),
        loss_of=SoftTargetCrossEntropy()
        if mixes
        else LabelSmoothingCrossEntropy(options.smoothing),
        schedule=Schedule(peak, warmup_steps, plan.all_steps),
        course=course,
        mixup=mixup if mixes else None,
    )
    first_step = training.resume()
    team.say(
        f"{counted(len(source), 'image')} of {source.classes:,} classes, {plan.told} on"
        f" {counted(team.world, 'rank')}"
    )
    # Formulas mean no left and right, so that nothing is flipped.
    transform = transform_of(options, model, hflip=0.0, **DEIT_AUGMENTATION)
    training.run(
        first_step,
        training_loader(
            source, plan, team.rank, first_step, transform, options.workers, team.on_gpu
        ),
    )
    team.leave()


if __name__ == "__main__":
    run(main)
