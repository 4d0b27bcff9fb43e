/** Whether a place's inspector is open, remembered, with the button and the key that fold it away. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { useHotkeys, useLocalStorage } from "@mantine/hooks";
import { IconLayoutSidebarRight } from "@tabler/icons-react";

export interface InspectorFold {
  open: boolean;
  toggle(): void;
}

/** @param place what the state is remembered by */
export function useInspector(place: string): InspectorFold {
  const [open, setOpen] = useLocalStorage({
    key: `visualatom.${place}.inspector`,
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const toggle = () => setOpen((value) => !value);
  useHotkeys([["i", toggle]]);
  return { open, toggle };
}

/** @param what the inspector shows, as "parameters" */
export function InspectorButton({ fold, what }: { fold: InspectorFold; what: string }) {
  return (
    <Tooltip label={`${fold.open ? "Hide" : "Show"} ${what} (I)`}>
      <ActionIcon
        variant={fold.open ? "light" : "subtle"}
        aria-label={what[0].toUpperCase() + what.slice(1)}
        aria-pressed={fold.open}
        onClick={fold.toggle}
      >
        <IconLayoutSidebarRight size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
