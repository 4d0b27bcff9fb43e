"""Two small networks for pictures of 32 x 32 px: a convolutional one and a vision transformer."""

import torch
from timm.models.vision_transformer import VisionTransformer
from torch import nn

SIDE = 32


def make(kind: str, classes: int) -> nn.Module:
    """`cnn` or `vit`, for `classes` classes; weights are torch's own random ones."""
    if kind == "cnn":
        return SmallResNet(classes)
    return VisionTransformer(
        img_size=SIDE, patch_size=4, embed_dim=96, depth=6, num_heads=3, num_classes=classes
    )


def with_new_head(kind: str, pretrained: dict[str, torch.Tensor], classes: int) -> nn.Module:
    """A network whose weights are those of a pre-training, all but those of its last layer."""
    network = make(kind, classes)
    body = {name: value for name, value in pretrained.items() if not name.startswith("head.")}
    missing, unexpected = network.load_state_dict(body, strict=False)
    if unexpected or any(not name.startswith("head.") for name in missing):
        raise ValueError(f"the weights are not those of the network: {missing}, {unexpected}")
    return network


class SmallResNet(nn.Module):
    """Residual blocks of 16, 32 and 64 channels (He et al. 2016, section 4.2, n = 1)."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU()
        )
        self.blocks = nn.Sequential(Block(16, 16, 1), Block(16, 32, 2), Block(32, 64, 2))
        self.head = nn.Linear(64, classes)

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        return self.head(self.blocks(self.stem(pictures)).mean((2, 3)))


class Block(nn.Module):
    def __init__(self, before: int, after: int, stride: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(before, after, 3, stride, 1, bias=False),
            nn.BatchNorm2d(after),
            nn.ReLU(),
            nn.Conv2d(after, after, 3, 1, 1, bias=False),
            nn.BatchNorm2d(after),
        )
        self.way = (
            nn.Identity()
            if stride == 1
            else nn.Sequential(
                nn.Conv2d(before, after, 1, stride, bias=False), nn.BatchNorm2d(after)
            )
        )

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        return torch.relu(self.body(inputs) + self.way(inputs))
