"""The ranks of a training: one, or as many as torchrun starts, on GPUs or processors."""

import os
import sys
from contextlib import nullcontext

import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel


class Team:
    """This rank and the others. Without torchrun there is one."""

    def __init__(self) -> None:
        self.rank = int(os.environ.get("RANK", 0))
        self.world = int(os.environ.get("WORLD_SIZE", 1))
        local = int(os.environ.get("LOCAL_RANK", 0))
        self.on_gpu = torch.cuda.is_available()
        self.device = torch.device(f"cuda:{local}" if self.on_gpu else "cpu")
        if self.on_gpu:
            torch.cuda.set_device(self.device)
            torch.backends.cuda.matmul.allow_tf32 = True
        if "RANK" in os.environ:
            dist.init_process_group("nccl" if self.on_gpu else "gloo")

    @property
    def leads(self) -> bool:
        return self.rank == 0

    def say(self, text: str) -> None:
        """Once for all ranks."""
        if self.leads:
            print(text, flush=True)

    def share(self, model: torch.nn.Module) -> torch.nn.Module:
        """The model with gradients averaged over the ranks."""
        if not dist.is_initialized():
            return model
        return DistributedDataParallel(model, device_ids=[self.device] if self.on_gpu else None)

    def all(self, number: int) -> list[int]:
        """Every rank's."""
        if not dist.is_initialized():
            return [number]
        numbers = torch.zeros(self.world, dtype=torch.int64, device=self.device)
        numbers[self.rank] = number
        dist.all_reduce(numbers)
        return numbers.tolist()

    def agree(self, model: torch.nn.Module) -> None:
        """Gives all ranks the first one's running statistics; weights are the same anyway."""
        if dist.is_initialized():
            for buffer in model.buffers():
                dist.broadcast(buffer, 0)

    def sum(self, *counts: float) -> list[float]:
        """Each count's sum over the ranks."""
        sums = torch.tensor(counts, dtype=torch.float64, device=self.device)
        if dist.is_initialized():
            dist.all_reduce(sums)
        return sums.tolist()

    def precision(self, name: str):
        """Context in which a model computes: `bf16` or `fp32`."""
        return (
            torch.autocast(self.device.type, dtype=torch.bfloat16)
            if name == "bf16"
            else nullcontext()
        )

    def leave(self) -> None:
        if dist.is_initialized():
            dist.destroy_process_group()


def run(main) -> None:
    """Runs a script's `main`; what a rank refuses is one sentence on stderr and exit code 2."""
    from order import Refusal

    try:
        main()
    except KeyboardInterrupt:
        print("Interrupted; the same command goes on from the last checkpoint.", file=sys.stderr)
        # Without the words of threads and processes that end meanwhile.
        sys.stderr.flush()
        os._exit(130)
    except Refusal as refusal:
        # Of one in a loader process PyTorch makes another, with the traceback before the sentence.
        sentence = str(refusal).rstrip().rsplit("Refusal: ", 1)[-1]
        several = int(os.environ.get("WORLD_SIZE", 1)) > 1
        who = f"rank {os.environ.get('RANK', 0)}: " if several else ""
        print(f"{os.path.basename(sys.argv[0])}: {who}{sentence}", file=sys.stderr)
        sys.exit(2)
