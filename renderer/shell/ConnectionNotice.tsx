/** Says that the host has gone, for as long as it has, and brings the page up to date when it is back. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useStudio } from "../shared/studio.tsx";
import classes from "./shell.module.css";

function sentenceOf(state: "lost" | "refused", command: string | null): string {
  if (state === "refused")
    return "The studio was started anew. Open the address that it printed, and this page goes on too.";
  const again = command === null ? "start it again" : `start it again with “${command}”`;
  return `The studio does not answer. If it has ended, ${again}; a broken tunnel comes back by itself.`;
}

/** @param command what starts the host */
export function ConnectionNotice({ command }: { command: string | null }) {
  const { subscribe } = useStudio();
  const queries = useQueryClient();
  const [state, setState] = useState<"open" | "lost" | "refused">("open");
  const anew = useRef(false);

  useEffect(
    () =>
      subscribe((event) => {
        if (event.type !== "connection") return;
        setState(event.state);
        if (event.state === "refused") anew.current = true;
        if (event.state !== "open") return;
        // Another host has none of this page's configurations registered; the same one has them still.
        if (anew.current) window.location.reload();
        else void queries.refetchQueries({ predicate: (query) => query.state.status === "error" });
      }),
    [subscribe, queries],
  );

  if (state === "open") return null;
  return (
    <div className={classes.connection} role="alert">
      {sentenceOf(state, command)}
    </div>
  );
}
