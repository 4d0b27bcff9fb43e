/** The keys, for those who would rather not use the pointer. */
import { Kbd, Title } from "@mantine/core";
import { Fragment } from "react";
import classes from "./settings.module.css";

/** Keys of one line are pressed together; `…` is a run of them. */
const shortcuts: [keys: string[], what: string][] = [
  [["Ctrl", "1…7"], "go to a place, from the top of the rail"],
  [["Ctrl", "G"], "generate the configuration at hand"],
  [["Ctrl", "S"], "write the design to its file again"],
  [["/"], "go to a class by its number"],
  [["Arrows"], "move in a grid of pictures; Home and End go to its ends"],
  [["Space"], "tell the parameters of the marked class beside it"],
  [["Enter"], "open what is marked"],
  [["Esc"], "go back, or close the panel"],
  [["Ctrl", "C"], "copy the marked picture"],
  [["Ctrl", "+"], "larger pictures; Ctrl and − makes them smaller"],
  [["[", "]"], "previous and next class; , and . walk through its instances"],
  [["I"], "hide and show the parameters of a class, the facts of a dataset"],
  [
    ["Ctrl", "Z"],
    "undo a change of the configuration, or in a text field what was typed; with Shift, redo it",
  ],
];

export function Shortcuts() {
  return (
    <section>
      <Title order={2} size="h5" mt={40} mb={8}>
        Keyboard
      </Title>
      <dl className={classes.shortcuts}>
        {shortcuts.map(([keys, what]) => (
          <Fragment key={what}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key} size="xs">
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
