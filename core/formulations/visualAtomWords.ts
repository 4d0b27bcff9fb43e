/** What is said of datasets of visual atoms, whichever formulation drew them. */
import type { CardWords, DatasetFamily, StudioWords } from "./formulation.ts";

export const visualAtomCard: CardWords = {
  title: "Visual atoms",
  citation: `@inproceedings{takashima2023visual,
  title     = {Visual Atoms: Pre-training Vision Transformers with Sinusoidal Waves},
  author    = {Takashima, Sora and Hayamizu, Ryo and Inoue, Nakamasa and Kataoka, Hirokatsu and Yokota, Rio},
  booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)},
  year      = {2023}
}`,
};

export const visualAtom: DatasetFamily = { name: "VisualAtom", source: "Takashima et al., CVPR 2023" };

export const visualAtomWords: StudioWords = {
  part: "orbit",
  parts: "orbits",
  whole: "Visual atom",
  first: "The first orbit (dashed) and its wave",
  vertices: "vertices, noise included",
};
