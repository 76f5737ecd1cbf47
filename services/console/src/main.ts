import { runService } from '@rung/service-kit';

import { config } from './config.js';
import { ConsoleModule } from './console.module.js';
import { openConsoleDatabase } from './database.js';
import { builtPageFolder } from './pages/built-page-folder.js';

const settings = config();

await runService({
  settings,
  name: 'console',
  description: 'The page, the session behind its cookie, and the way to the services',
  async open({ logger }) {
    const database = await openConsoleDatabase({ url: settings.DATABASE_URL, logger });
    const module = await ConsoleModule.with({
      database,
      publicUrl: settings.PUBLIC_URL,
      provider: {
        issuer: settings.OIDC_ISSUER,
        clientId: settings.OIDC_CLIENT_ID,
        clientSecret: settings.OIDC_CLIENT_SECRET,
        scope: settings.OIDC_SCOPE,
      },
      services: { matrix: settings.MATRIX_URL, assessment: settings.ASSESSMENT_URL, reporting: settings.REPORTING_URL },
      sessionSecret: settings.SESSION_SECRET,
      lifetimeMs: settings.SESSION_LIFETIME_MS,
      idleMs: settings.SESSION_IDLE_MS,
      webDir: settings.WEB_DIR ?? builtPageFolder,
    });
    return { module, closeables: [database] };
  },
});
