/** Choosing a folder or file: the desktop's own dialog where there is one, else the panel with the folder browser. */
import { createContext, type PropsWithChildren, useContext, useMemo, useRef, useState } from "react";
import { splitPath } from "../../shared/paths.ts";
import { useStudio } from "../../shared/studio.tsx";
import { Panel } from "../Panel.tsx";
import { FolderBrowser, type FolderBrowserProps } from "./FolderBrowser.tsx";
import { type FolderUse, keepFolder, lastFolder, nearestFolder } from "./lastFolder.ts";

type Wish = Omit<FolderBrowserProps, "onChoose" | "onCancel"> & { title: string };

/** Each begins at `startAt`, else where the last one for this use ended, else at the home folder. */
export interface FolderChoice {
  /** The chosen folder, granted; null when the user turned back. */
  chooseFolder(wish: {
    title: string;
    use: FolderUse;
    startAt?: string;
    choose?: string;
    /** Whether something is to be made in the folder. */
    forWriting?: boolean;
  }): Promise<string | null>;
  /** The path of a file in the host's folders; for hosts without dialogs. */
  chooseFile(wish: {
    title: string;
    use: FolderUse;
    extensions: string[];
    startAt?: string;
  }): Promise<string | null>;
  /** Where to write a file; for hosts without dialogs. What is replaced has been named. */
  chooseNewFile(wish: {
    title: string;
    use: FolderUse;
    extensions: string[];
    proposedName: string;
    startAt?: string;
    ownPath: string | null;
  }): Promise<{ path: string; replace: boolean } | null>;
}

const Context = createContext<FolderChoice | null>(null);

export function FolderChoiceProvider({
  host,
  home,
  children,
}: PropsWithChildren<{ host: "electron" | "browser"; home: string }>) {
  const { api } = useStudio();
  const [wish, setWish] = useState<Wish | null>(null);
  const answer = useRef<(path: string | null, replace?: boolean) => void>(() => {});

  const choice = useMemo<FolderChoice>(() => {
    async function ask({ use, ...next }: Wish & { use: FolderUse }) {
      answer.current(null);
      const last = next.startAt === undefined ? lastFolder(use) : undefined;
      const startAt = last === undefined ? next.startAt : await nearestFolder(api, last);
      answer.current(null);
      setWish({ ...next, startAt });
      return new Promise<{ path: string; replace: boolean } | null>((resolve) => {
        answer.current = (path, replace = false) => resolve(path === null ? null : { path, replace });
      });
    }
    /** What is chosen in a folder leads back to it. */
    const keepParent = (use: FolderUse, path: string) => keepFolder(use, splitPath(path)?.parent);
    return {
      async chooseFolder({ title, use, startAt, choose = "Choose", forWriting }) {
        let path: string | undefined;
        if (host === "electron") {
          path = (await api.chooseFolder({ title, startAt: startAt ?? lastFolder(use) ?? home }))?.path;
        } else {
          const chosen = await ask({ kind: "folder", title, use, startAt, choose, forWriting });
          if (chosen !== null) path = (await api.grantFolder({ path: chosen.path })).path;
        }
        if (path === undefined) return null;
        // Beside a dataset that was opened lie the others.
        if (use === "opened") keepParent(use, path);
        else keepFolder(use, path);
        return path;
      },
      async chooseFile(file) {
        const chosen = await ask({ ...file, kind: "openFile", choose: "Open" });
        if (chosen !== null) keepParent(file.use, chosen.path);
        return chosen?.path ?? null;
      },
      async chooseNewFile(file) {
        const chosen = await ask({ ...file, kind: "saveFile", choose: "Save" });
        if (chosen !== null) keepParent(file.use, chosen.path);
        return chosen;
      },
    };
  }, [api, host, home]);

  function close(path: string | null, replace?: boolean): void {
    answer.current(path, replace);
    answer.current = () => {};
    setWish(null);
  }
  return (
    <Context.Provider value={choice}>
      {children}
      {wish && (
        <Panel label={wish.title} title={wish.title} onClose={() => close(null)}>
          <FolderBrowser key={wish.title} {...wish} onChoose={close} onCancel={() => close(null)} />
        </Panel>
      )}
    </Context.Provider>
  );
}

export function useFolderChoice(): FolderChoice {
  const choice = useContext(Context);
  if (choice === null) throw new Error("useFolderChoice outside of FolderChoiceProvider");
  return choice;
}
