/** How far a picture is zoomed, and the buttons for it. */
import { ActionIcon, Group, Tooltip } from "@mantine/core";
import { IconZoomIn, IconZoomOut, IconZoomReset } from "@tabler/icons-react";
import classes from "../class.module.css";

interface ZoomButtonsProps {
  /** Screen px per picture px. */
  scale: number;
  onZoom(factor: number): void;
  onWhole(): void;
}

export function ZoomButtons({ scale, onZoom, onWhole }: ZoomButtonsProps) {
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label="Zoom">
      <Tooltip label="Zoom out (−)">
        <ActionIcon variant="subtle" aria-label="Zoom out" onClick={() => onZoom(0.5)}>
          <IconZoomOut size={18} />
        </ActionIcon>
      </Tooltip>
      <span className={classes.zoom}>{formatScale(scale)}</span>
      <Tooltip label="Zoom in (+)">
        <ActionIcon variant="subtle" aria-label="Zoom in" onClick={() => onZoom(2)}>
          <IconZoomIn size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Whole picture (0)">
        <ActionIcon variant="subtle" aria-label="Show the whole picture" onClick={onWhole}>
          <IconZoomReset size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function formatScale(scale: number): string {
  return scale < 2 ? `${Math.round(100 * scale)} %` : `${scale} : 1`;
}
