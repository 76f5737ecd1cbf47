// `npm run api`: writes the OpenAPI document of all services, and the types that the page's client has from it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { apiClientFiles, apiFolder } from './api-client.js';

for (const [file, text] of await apiClientFiles()) writeFileSync(join(apiFolder, file), text);
