// Stops what a Jest that was stopped itself left running: its own teardown, which it did not come to.
const { default: teardown } = await import(new URL('../../libs/testing/dist/jest-global-teardown.js', import.meta.url).href);

await teardown();
