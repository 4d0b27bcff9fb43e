/** Choosing a folder or file: the desktop's own dialog where there is one, else the panel with the folder browser. */
import { createContext, type PropsWithChildren, useContext, useMemo, useRef, useState } from "react";
import { useStudio } from "../../shared/studio.tsx";
import { Panel } from "../Panel.tsx";
import { FolderBrowser, type FolderBrowserProps } from "./FolderBrowser.tsx";

type Wish = Omit<FolderBrowserProps, "onChoose" | "onCancel"> & { title: string };

export interface FolderChoice {
  /** The chosen folder, granted; null when the user turned back. */
  chooseFolder(wish: {
    title: string;
    startAt?: string;
    choose?: string;
    /** Whether something is to be made in the folder. */
    forWriting?: boolean;
  }): Promise<string | null>;
  /** The path of a file in the host's folders; for hosts without dialogs. */
  chooseFile(wish: { title: string; extensions: string[]; startAt?: string }): Promise<string | null>;
  /** Where to write a file; for hosts without dialogs. What is replaced has been named. */
  chooseNewFile(wish: {
    title: string;
    extensions: string[];
    proposedName: string;
    startAt?: string;
    ownPath: string | null;
  }): Promise<{ path: string; replace: boolean } | null>;
}

const Context = createContext<FolderChoice | null>(null);

export function FolderChoiceProvider({
  host,
  children,
}: PropsWithChildren<{ host: "electron" | "browser" }>) {
  const { api } = useStudio();
  const [wish, setWish] = useState<Wish | null>(null);
  const answer = useRef<(path: string | null, replace?: boolean) => void>(() => {});

  const choice = useMemo<FolderChoice>(() => {
    const ask = (next: Wish) => {
      answer.current(null);
      setWish(next);
      return new Promise<{ path: string; replace: boolean } | null>((resolve) => {
        answer.current = (path, replace = false) => resolve(path === null ? null : { path, replace });
      });
    };
    return {
      async chooseFolder({ title, startAt, choose = "Choose", forWriting }) {
        if (host === "electron") return (await api.chooseFolder({ title, startAt }))?.path ?? null;
        const chosen = await ask({ kind: "folder", title, startAt, choose, forWriting });
        return chosen === null ? null : (await api.grantFolder({ path: chosen.path })).path;
      },
      async chooseFile(file) {
        return (await ask({ ...file, kind: "openFile", choose: "Open" }))?.path ?? null;
      },
      chooseNewFile: (file) => ask({ ...file, kind: "saveFile", choose: "Save" }),
    };
  }, [api, host]);

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
