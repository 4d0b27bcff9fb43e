/** What the card of a dataset of visual atoms says, whichever formulation drew them. */
import type { CardWords } from "./formulation.ts";

export const visualAtomCard: CardWords = {
  title: "Visual atoms",
  citation: `@inproceedings{takashima2023visual,
  title     = {Visual Atoms: Pre-training Vision Transformers with Sinusoidal Waves},
  author    = {Takashima, Sora and Hayamizu, Ryo and Inoue, Nakamasa and Kataoka, Hirokatsu and Yokota, Rio},
  booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)},
  year      = {2023}
}`,
};
