import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const lane: MantineColorsTuple = [
  "#edf2ff",
  "#dbe4fb",
  "#b4c6f4",
  "#8ba6ee",
  "#688be8",
  "#527ae5",
  "#4671e4",
  "#2f5fd0",
  "#2454bb",
  "#1549a5",
];

export const theme = createTheme({
  primaryColor: "lane",
  primaryShade: 7,
  colors: { lane },
  defaultRadius: "md",
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace',
  headings: {
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.25" },
      h2: { fontSize: "1.15rem", lineHeight: "1.35" },
      h3: { fontSize: "1rem", lineHeight: "1.4" },
    },
  },
  components: {
    Card: { defaultProps: { withBorder: true, padding: "md", radius: "md" } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: "md" } },
    Badge: { defaultProps: { variant: "light", radius: "sm", tt: "none", fw: 550, miw: "max-content" } },
    Anchor: { defaultProps: { underline: "hover" } },
    // A closed list of options is not part of the page: to place it costs a layout.
    Select: { defaultProps: { comboboxProps: { keepMounted: false } } },
  },
});

/** Mantine's own shades of these texts have less contrast than the 4.5 to 1 of WCAG 2.2. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#596068",
    "--mantine-color-placeholder": "#6b7280",
    "--mantine-color-error": "#c02626",
    "--mantine-color-red-text": "#c02626",
    "--mantine-color-red-light-color": "#a81e1e",
    "--mantine-color-yellow-light-color": "#7a4d00",
    "--mantine-color-teal-light-color": "#04613f",
  },
  dark: {
    "--mantine-color-dimmed": "#a3a6ad",
    "--mantine-color-placeholder": "#8d9199",
    "--mantine-color-error": "#ff9d9d",
    "--mantine-color-red-text": "#ff9d9d",
    "--mantine-color-red-light-color": "#ffb3b3",
    "--mantine-color-anchor": "#8ba6ee",
  },
});
