/** What can be done with a picture: copy it, save it, copy words about it. */
import { type PictureRequest, pictureAddress } from "../../core/studio/api.ts";
import { downloadBlob } from "../design/configFile.ts";

/** The true picture at full size as PNG. Throws an Error with one sentence for people. */
export async function fetchPicture(base: string, request: PictureRequest): Promise<Blob> {
  const answer = await fetch(pictureAddress(base, request)).catch(() => null);
  if (answer === null || !answer.ok) throw new Error("The picture could not be drawn; try again.");
  return await answer.blob();
}

export async function copyPicture(base: string, request: PictureRequest): Promise<void> {
  await putOnClipboard(await fetchPicture(base, request));
}

/** Of a file, as PNG, which is what clipboards take. Throws an Error with one sentence for people. */
export async function copyImage(address: string): Promise<void> {
  const answer = await fetch(address).catch(() => null);
  if (answer === null || !answer.ok) throw new Error("The picture could not be read; try again.");
  const blob = await answer.blob();
  await putOnClipboard(blob.type === "image/png" ? blob : await asPng(blob));
}

async function asPng(blob: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: "image/png" });
}

async function putOnClipboard(blob: Blob): Promise<void> {
  const png = blob.type === "image/png" ? blob : blob.slice(0, blob.size, "image/png");
  await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
}

export async function savePicture(base: string, request: PictureRequest): Promise<void> {
  const { classIndex, instance, renderer } = request;
  const number = (value: number, digits: number) => String(value).padStart(digits, "0");
  const suffix = renderer === "canvas" ? "_canvas" : "";
  downloadBlob(
    await fetchPicture(base, request),
    `${number(classIndex, 5)}_${number(instance, 4)}${suffix}.png`,
  );
}

export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
