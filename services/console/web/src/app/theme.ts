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
  // a dialog's heading is no banner of the page
  components: { ModalHeader: { defaultProps: { component: 'div' } } },
});

/** Mantine's dimmed, placeholder and error texts fall short of 4.5:1 on its own backgrounds. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#5c636a',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-anchor': '#0b7285',
    '--rung-subtle': '#f4f7f8',
    '--rung-line': '#dde3e6',
    '--rung-met': '#0b7285',
    '--rung-met-ink': '#ffffff',
    '--rung-missed': '#a8460b',
    '--rung-stripe': '#a6d4dd',
    '--rung-stripe-back': '#ffffff',
    '--rung-stripe-ink': '#064450',
    '--rung-heat-0': '#edf1f2',
    '--rung-heat-1': '#d2eaef',
    '--rung-heat-2': '#a6d4dd',
    '--rung-heat-3': '#50aaba',
    '--rung-heat-4': '#0b7285',
    '--rung-heat-ink-0': '#17262b',
    '--rung-heat-ink-3': '#06262c',
    '--rung-heat-ink-4': '#ffffff',
  },
  dark: {
    '--mantine-color-dimmed': '#a6adb4',
    '--mantine-color-placeholder': '#a6adb4',
    '--mantine-color-error': '#ffa8a8',
    '--mantine-color-anchor': '#77bdca',
    '--rung-subtle': '#2a2f33',
    '--rung-line': '#454b50',
    '--rung-met': '#50aaba',
    '--rung-met-ink': '#06262c',
    '--rung-missed': '#ffb27a',
    '--rung-stripe': '#2b6472',
    '--rung-stripe-back': '#10282e',
    '--rung-stripe-ink': '#ffffff',
    '--rung-heat-0': '#2b3236',
    '--rung-heat-1': '#1c3f48',
    '--rung-heat-2': '#1f5764',
    '--rung-heat-3': '#2a7c8d',
    '--rung-heat-4': '#8fcbd6',
    '--rung-heat-ink-0': '#e9eef0',
    '--rung-heat-ink-3': '#ffffff',
    '--rung-heat-ink-4': '#06262c',
  },
});
