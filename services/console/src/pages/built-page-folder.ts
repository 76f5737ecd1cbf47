import { fileURLToPath } from 'node:url';

/** Where the build of the page leaves it. */
export const builtPageFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));
