/** What the card of a dataset of radial contours says. */
import type { CardWords } from "../formulation.ts";

export const rcdbCard: CardWords = {
  title: "Radial contours (RCDB)",
  citation: `@inproceedings{kataoka2022replacing,
  title     = {Replacing Labeled Real-Image Datasets with Auto-Generated Contours},
  author    = {Kataoka, Hirokatsu and Hayamizu, Ryo and Yamada, Ryosuke and Nakashima, Kodai and Takashima, Sora and Zhang, Xinyu and Martinez-Noriega, Edgar Josafat and Inoue, Nakamasa and Yokota, Rio},
  booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)},
  year      = {2022}
}`,
};
