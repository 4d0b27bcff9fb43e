/** A picture on its way to the page. */

/** An encoded picture. */
export interface PictureFile {
  bytes: Uint8Array;
  /** Media type. */
  type: string;
}
