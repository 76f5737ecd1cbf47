import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from '@jest/globals';

import { apiClientFiles, apiFolder } from './api-client.js';

it("the page's client is made from the services' own routes", async () => {
  const stale = [...(await apiClientFiles())]
    .filter(([file, text]) => readFileSync(join(apiFolder, file), 'utf8') !== text)
    .map(([file]) => `services/console/web/src/api/${file} is not what the services say: run \`npm run api\`, and commit what it writes`);
  expect(stale).toEqual([]);
});
