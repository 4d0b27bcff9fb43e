/** How often a blank image is drawn again at most, where `redrawBlank` asks for it. Part of the data format. */
export const MOST_REDRAWS = 15;
