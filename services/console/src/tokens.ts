import type { ServiceDatabase } from '@rung/service-kit';

import type { ServiceAddresses } from './gateway/upstreams.js';
import type { ProviderOptions } from './sessions/identity-provider.js';

/** What the console runs on, and with which secrets and limits; each shape brings its own. */
export interface ConsoleAdapters {
  readonly database: ServiceDatabase;
  /** Where people open the console: an origin. */
  readonly publicUrl: string;
  readonly provider: ProviderOptions;
  readonly services: ServiceAddresses;
  /** 32 bytes. */
  readonly sessionSecret: Buffer;
  readonly lifetimeMs?: number;
  readonly idleMs?: number;
  /** Where the built page is. */
  readonly webDir?: string;
}

export const CONSOLE_ADAPTERS = Symbol('console adapters');
