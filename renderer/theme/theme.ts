/** Neutral greys, so that nothing tints the pictures, and one accent for what can be acted on and for progress. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const dark: MantineColorsTuple = [
  "#e2e2e2",
  "#c6c6c6",
  "#a8a8a8",
  "#8a8a8a",
  "#5c5c5c",
  "#3d3d3d",
  "#2c2c2c",
  "#1e1e1e",
  "#171717",
  "#0f0f0f",
];

const gray: MantineColorsTuple = [
  "#fafafa",
  "#f3f3f3",
  "#e8e8e8",
  "#dcdcdc",
  "#c9c9c9",
  "#a6a6a6",
  "#767676",
  "#5a5a5a",
  "#3c3c3c",
  "#242424",
];

const accent: MantineColorsTuple = [
  "#eaf2ff",
  "#d3e3fd",
  "#a6c6f7",
  "#77a8f2",
  "#5a95ee",
  "#4686e6",
  "#2f6fd0",
  "#1f5ab3",
  "#174a96",
  "#0e397a",
];

export const theme = createTheme({
  colors: { dark, gray, accent },
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 6 },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  defaultRadius: 3,
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    Alert: {
      defaultProps: { variant: "default" },
      styles: { root: { borderLeft: "3px solid var(--studio-warning)" } },
    },
    Table: { defaultProps: { borderColor: "var(--studio-hairline)" } },
    // Within the place that they belong to, and not beside all landmarks of the page.
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, portalProps: { target: "main" } } },
  },
});

/** Colours of the frame that Mantine has no name for. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--studio-frame": "#ececec",
    "--studio-panel": "#f6f6f6",
    "--studio-hairline": "#d4d4d4",
    "--studio-placeholder": "#dedede",
    "--studio-track": "#d4d4d4",
    "--studio-warning": "#8f5400",
    "--mantine-color-error": "#b32424",
    "--mantine-color-dimmed": "#5c5c5c",
  },
  dark: {
    "--studio-frame": "#141414",
    "--studio-panel": "#1a1a1a",
    "--studio-hairline": "#303030",
    "--studio-placeholder": "#242424",
    "--studio-track": "#3a3a3a",
    "--studio-warning": "#e0a458",
    "--mantine-color-error": "#ff8787",
    "--mantine-color-dimmed": "#9d9d9d",
    "--mantine-color-default-border": "#3d3d3d",
    "--mantine-color-anchor": "#77a8f2",
  },
});
