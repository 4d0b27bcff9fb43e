"""Trains on shards, or on images that are drawn while they are read; start it with torchrun for several GPUs."""

import argparse
import itertools
import os

import torch
import torchvision
import webdataset as wds

RANK = int(os.environ.get("RANK", 0))
WORLD = int(os.environ.get("WORLD_SIZE", 1))
COMMAND = os.environ.get("VISUALATOM", "visualatom")


def samples_of(dataset, batch, workers, persistent=False):
    """Batches without end of images as tensors, and labels."""
    dataset = dataset.decode("torchrgb").to_tuple("png;jpg;webp", "cls").batched(batch, partial=False)
    return wds.WebLoader(dataset, batch_size=None, num_workers=workers, persistent_workers=persistent)


def stream_loader(options, batch, workers, first_epoch=0, command=COMMAND, **more):
    """A pipe for each process of each rank's loader, which draws its own share of the images."""
    shares = max(1, workers) * WORLD
    urls = [
        f"pipe:{command} stream {options} --workers 1 --shard {share}/{shares}"
        f" --epochs inf --shuffle --first-epoch {first_epoch}"
        for share in range(shares)
    ]
    dataset = wds.WebDataset(urls, shardshuffle=False, nodesplitter=wds.split_by_node)
    return samples_of(dataset, batch, workers, **more)


def shard_loader(urls, batch, workers, **more):
    """Each process of each rank draws shards by lot, so none runs dry however many there are."""
    dataset = wds.WebDataset(urls, resampled=True, shardshuffle=False, nodesplitter=wds.split_by_node)
    return samples_of(dataset.shuffle(1000), batch, workers, **more)


def epochs(loader, images, batch, first_epoch=0):
    """Cuts one endless iterator into epochs of as many batches on every rank: a new one would begin anew."""
    batches = iter(loader)
    for epoch in itertools.count(first_epoch):
        yield epoch, itertools.islice(batches, max(1, images // (batch * WORLD)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--shards", help="such as '/data/shards/SHARDS-{000000..000099}.tar'")
    source.add_argument("--stream", help="options of the stream, such as '--preset visualatom-1k'")
    parser.add_argument("--images", type=int, required=True, help="of the whole dataset")
    parser.add_argument("--classes", type=int, required=True)
    parser.add_argument("--epochs", type=int, default=300)
    parser.add_argument("--first-epoch", type=int, default=0, help="of a training that goes on")
    parser.add_argument("--batch", type=int, default=256, help="of one rank")
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--model", default="vit_b_16", help="one of torchvision's")
    args = parser.parse_args()

    if args.shards:
        loader = shard_loader(args.shards, args.batch, args.workers)
    else:
        loader = stream_loader(args.stream, args.batch, args.workers, args.first_epoch)
    device = f"cuda:{os.environ.get('LOCAL_RANK', 0)}" if torch.cuda.is_available() else "cpu"
    model = getattr(torchvision.models, args.model)(num_classes=args.classes).to(device)
    if WORLD > 1:
        torch.distributed.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
        model = torch.nn.parallel.DistributedDataParallel(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3 * args.batch * WORLD / 1024, weight_decay=0.05)
    loss_of = torch.nn.CrossEntropyLoss(label_smoothing=0.1)
    for epoch, batches in epochs(loader, args.images, args.batch, args.first_epoch):
        if epoch >= args.epochs:
            break
        for count, (images, labels) in enumerate(batches, 1):
            # A real training augments the images here.
            loss = loss_of(model(images.to(device)), torch.as_tensor(labels).to(device))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        print(f"rank {RANK}, epoch {epoch}: {count} batches, loss {loss.item():.3f}", flush=True)


if __name__ == "__main__":
    main()
