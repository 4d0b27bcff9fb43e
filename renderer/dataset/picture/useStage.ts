/** The pixels of the open picture: those of its file, or those that its formula draws. */
import { storedSide } from "../../../core/config/dataset.ts";
import { datasetPictureAddress, pictureAddress } from "../../../core/studio/api.ts";
import type { Pixels } from "../../class/pixels/usePixels.ts";
import { usePixelsOf } from "../../class/pixels/usePixels.ts";
import { useStudio } from "../../shared/studio.tsx";
import type { ShownPicture } from "./useShownPicture.ts";

interface Stage {
  pixels: Pixels | undefined;
  error: string | null;
  /** What is to be said of a file that cannot be read, or null. */
  missing: string | null;
  /** Side of the picture, px. */
  size: number;
}

const USUAL_SIZE = 512;

class NotThere extends Error {}

export function useStage(picture: ShownPicture, formula: boolean): Stage {
  const { pictureBase } = useStudio();
  const { dataset, classAt, name, stamp, drawn } = picture;
  const stored = dataset.config === null ? USUAL_SIZE : storedSide(dataset.config);
  const file = datasetPictureAddress(pictureBase, dataset.datasetId, classAt, name, stamp);
  const address = formula && drawn !== null ? pictureAddress(pictureBase, { ...drawn, size: stored }) : file;
  const { data, error, isPlaceholderData } = usePixelsOf(address, async () => {
    const answer = await fetch(address).catch(() => null);
    if (answer?.status === 404) throw new NotThere(await reasonOf(answer, name));
    if (answer === null || !answer.ok) throw new Error("The picture could not be read; try again.");
    return answer.blob();
  });
  return {
    // Of a picture that cannot be read the one before is no stand-in.
    pixels: isPlaceholderData && error !== null ? undefined : data,
    error: error === null ? null : error.message,
    missing: error instanceof NotThere ? error.message : null,
    size: data?.size ?? stored,
  };
}

/** What the host says names the picture. */
async function reasonOf(answer: Response, name: string): Promise<string> {
  const said = (await answer.json().catch(() => null))?.error?.message as string | undefined;
  return said === undefined || said.startsWith("There is no image") ? `${name} is not on the disk.` : said;
}
