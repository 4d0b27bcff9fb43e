/** Has the screen that comes next drawn while the one at hand is looked at, so that whoever scrolls finds it there. */
import { useEffect, useRef } from "react";
import { isFormula } from "../../shared/pictures/paintPicture.ts";
import { useStudio } from "../../shared/studio.tsx";

interface Screen {
  /** Places in view. */
  first: number;
  last: number;
  /** Places there are. */
  count: number;
}

/** As many places as are in view, on from them in the direction of the last scroll: pure, so that it can be tested. */
export function nextScreen({ first, last, count }: Screen, upward: boolean): number[] {
  const length = last - first + 1;
  return upward
    ? Array.from({ length: Math.min(length, first) }, (_, i) => first - 1 - i)
    : Array.from({ length: Math.min(length, count - 1 - last) }, (_, i) => last + 1 + i);
}

/** @param addressAt of the picture at a place, if that is known */
export function usePreparedScreen(screen: Screen, addressAt: (place: number) => string | undefined): void {
  const bridge = useStudio();
  const { first, last, count } = screen;
  const before = useRef(first);
  const address = useRef(addressAt);
  address.current = addressAt;
  // Pictures of another configuration, order or size have other addresses.
  const shown = last >= first ? addressAt(first) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next screen's addresses change with this one's
  useEffect(() => {
    if (bridge.preparePictures === undefined) return;
    const upward = first < before.current;
    before.current = first;
    const addresses = nextScreen({ first, last, count }, upward).map((place) => address.current(place));
    bridge.preparePictures(
      addresses.filter((found) => found !== undefined && isFormula(bridge, found)) as string[],
    );
  }, [bridge, first, last, count, shown]);
  useEffect(() => () => bridge.preparePictures?.([]), [bridge]);
}
