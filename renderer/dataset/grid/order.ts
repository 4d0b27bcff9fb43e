/** Which images of a dataset are shown in which order: a place in the grid for each, without a list of them all. */

/** An image by its number in the list of a class or a shard. */
export interface ListPlace {
  kind: "class" | "shard";
  /** Place of the class or shard in the dataset's list. */
  list: number;
  number: number;
}

/** An image that is known by its name. */
export interface NamedImage {
  /** Place of its class in the dataset's list. */
  classAt: number;
  name: string;
  /** Of its file, where that was looked at. */
  stamp: string;
}

export type OrderedImage = ListPlace | NamedImage;

export interface ImageOrder {
  count: number;
  at(place: number): OrderedImage;
  /** null where the image is not shown. */
  placeOf(image: OrderedImage): number | null;
}

export const isNamed = (image: OrderedImage): image is NamedImage => "name" in image;

/**
 * Images of some classes or shards, one list after the other.
 * @param lists their places in the dataset's list, in the order in which they are shown
 * @param images how many there are of a list
 * @param chosen numbers of those that are shown, ascending, as many as there are; without it from the first on
 */
export function listsInOrder(
  kind: ListPlace["kind"],
  lists: ArrayLike<number>,
  images: (list: number) => number,
  chosen?: (list: number) => readonly number[],
): ImageOrder {
  const starts = new Float64Array(lists.length + 1);
  const groupOf = new Map<number, number>();
  for (let group = 0; group < lists.length; group++) {
    starts[group + 1] = starts[group] + Math.max(0, images(lists[group]));
    groupOf.set(lists[group], group);
  }
  return {
    count: starts[lists.length],
    at(place) {
      const group = groupAt(starts, place);
      const list = lists[group];
      const number = place - starts[group];
      return { kind, list, number: chosen ? chosen(list)[number] : number };
    },
    placeOf(image) {
      if (isNamed(image) || image.kind !== kind) return null;
      const group = groupOf.get(image.list);
      if (group === undefined) return null;
      const number = chosen ? chosen(image.list).indexOf(image.number) : image.number;
      return number >= 0 && number < starts[group + 1] - starts[group] ? starts[group] + number : null;
    },
  };
}

/** The last group that begins at or before a place. */
function groupAt(starts: Float64Array, place: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle] <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Just these images. */
export function namedInOrder(images: readonly OrderedImage[]): ImageOrder {
  const keyOf = (image: OrderedImage): string =>
    isNamed(image) ? `${image.classAt}/${image.name}` : `${image.kind} ${image.list} ${image.number}`;
  const places = new Map(images.map((image, place) => [keyOf(image), place]));
  return {
    count: images.length,
    at: (place) => images[place],
    placeOf: (image) => places.get(keyOf(image)) ?? null,
  };
}
