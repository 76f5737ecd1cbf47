import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Shade 7 carries white text at 4.5:1 or more, shade 3 is read on the dark background. */
const rung: MantineColorsTuple = ['#e6f7f9', '#d2eaef', '#a6d4dd', '#77bdca', '#50aaba', '#379eb0', '#2697ab', '#0b7285', '#076474', '#005564'];

export const theme = createTheme({
  primaryColor: 'rung',
  primaryShade: { light: 7, dark: 7 },
  colors: { rung },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
});

/** Mantine's dimmed, placeholder and error texts fall short of 4.5:1 on its own backgrounds. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#5c636a', '--mantine-color-placeholder': '#5c636a', '--mantine-color-error': '#c92a2a', '--mantine-color-anchor': '#0b7285', '--rung-subtle': '#f4f7f8', '--rung-line': '#dde3e6' },
  dark: { '--mantine-color-dimmed': '#a6adb4', '--mantine-color-placeholder': '#a6adb4', '--mantine-color-error': '#ffa8a8', '--mantine-color-anchor': '#77bdca', '--rung-subtle': '#2a2f33', '--rung-line': '#454b50' },
});
