/** The page's entry: finds its host, then shows the window. */
import "@mantine/core/styles.css";
import "./theme/base.css";
import {
  Alert,
  Button,
  localStorageColorSchemeManager,
  MantineProvider,
  useMantineColorScheme,
} from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { StrictMode, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { CurrentConfigProvider } from "./editing/currentConfig.tsx";
import { DraftProvider } from "./editing/useDraft.tsx";
import { givenFacts, useAbout, useSettings } from "./shared/hostFacts.ts";
import { JobsProvider } from "./shared/jobs.tsx";
import { NotifyProvider } from "./shared/notify.tsx";
import { SilenceProvider } from "./shared/silence.tsx";
import { StudioProvider } from "./shared/studio.tsx";
import { App } from "./shell/App.tsx";
import { FolderChoiceProvider } from "./shell/folders/folderChoice.tsx";
import { GenerateProvider } from "./shell/generate/generate.tsx";
import { findBridge } from "./shell/host/bridge.ts";
import classes from "./shell/shell.module.css";
import { theme, variables } from "./theme/theme.ts";

const queries = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, retry: 1 } } });
const colorScheme = localStorageColorSchemeManager({ key: "visualatom.theme" });

function Failed({ message }: { message: string }) {
  return (
    <Alert m={32} title="The studio did not start" style={{ gridColumn: "1 / -1", alignSelf: "start" }}>
      <p style={{ margin: "0 0 12px" }}>{message}</p>
      <Button onClick={() => window.location.reload()}>Try again</Button>
    </Alert>
  );
}

function Starting() {
  return (
    <p className={classes.starting} role="status">
      The studio is starting. Its host has not answered yet.
    </p>
  );
}

/** Asks the host who it is and what the settings are before anything is shown. */
function Hosted() {
  const about = useAbout();
  const settings = useSettings();
  const { setColorScheme } = useMantineColorScheme();
  const theme = settings.data?.theme;
  useEffect(() => {
    if (theme !== undefined) setColorScheme(theme === "system" ? "auto" : theme);
  }, [theme, setColorScheme]);
  if (!about.data || !settings.data) {
    const error = about.error ?? settings.error;
    return error ? <Failed message={error.message} /> : <Starting />;
  }
  return (
    <FolderChoiceProvider host={about.data.host} home={about.data.homeFolder}>
      <GenerateProvider settings={settings.data}>
        <App host={about.data.host} startCommand={about.data.startCommand} start={about.data.start} />
      </GenerateProvider>
    </FolderChoiceProvider>
  );
}

const bridge = findBridge();
const facts = givenFacts();
if (facts !== null) {
  queries.setQueryData(["about"], facts.about);
  queries.setQueryData(["settings"], facts.settings);
}

/** The policy of the page lets only those styles through that carry it. */
const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? "";
setNonce(styleNonce);

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      getStyleNonce={() => styleNonce}
      cssVariablesResolver={variables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="dark"
    >
      <QueryClientProvider client={queries}>
        <StudioProvider bridge={bridge}>
          <NotifyProvider>
            <CurrentConfigProvider
              fallback={(error) => (error ? <Failed message={error.message} /> : <Starting />)}
            >
              <DraftProvider>
                <SilenceProvider>
                  <JobsProvider>
                    <div className={classes.window}>
                      <Hosted />
                    </div>
                  </JobsProvider>
                </SilenceProvider>
              </DraftProvider>
            </CurrentConfigProvider>
          </NotifyProvider>
        </StudioProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
