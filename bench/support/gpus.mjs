/** Images a second that a GPU trains on at 224 px, where somebody has published it. */
const timm = "timm's results/benchmark-train-amp-nhwc-pt112-cu113-rtx3090.csv";
const plsc = "PaddlePaddle/PLSC, task/classification/vit/README.md: 3,583 images/s on 8 GPUs";
const deit = "DeiT's paper, on training time: 300 epochs of 1,281,167 images in 53 h on 8 GPUs";

export const gpuRates = [
  { network: "ViT-Tiny", gpu: "RTX 3090", rate: 2300, source: timm },
  { network: "ViT-Base", gpu: "RTX 3090", rate: 393, source: timm },
  { network: "ViT-Base", gpu: "V100", rate: Math.round((300 * 1_281_167) / (53 * 3600) / 8), source: deit },
  { network: "ViT-Base", gpu: "A100", rate: Math.round(3583 / 8), source: plsc },
];
