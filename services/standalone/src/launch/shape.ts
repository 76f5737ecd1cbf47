// What both shapes are told, and what they say: all that launching one needs to know of it.
import type { Logger } from '@rung/service-kit';

import type { Usage } from '../arguments.js';
import type { ClaimedDirectory } from '../data-directory/claimed-directory.js';
import type { DemoServices } from '../demo/client/client.js';
import type { DemoPerson } from '../issuer/dev-issuer.js';
import type { Teardown } from './teardown.js';

export interface Start {
  readonly directory: ClaimedDirectory;
  /** 0 for one that is free. */
  readonly port: number;
  readonly people: readonly DemoPerson[];
  readonly environment: Environment;
  readonly logger: Logger;
  readonly tell: (line: string) => void;
  /** Takes everything that is started, in the order in which it is. */
  readonly teardown: Teardown;
  /** Where the built page of the console is; where its build leaves it unless given. */
  readonly webDir?: string;
}

export interface Running {
  readonly services: DemoServices;
  /** Where people open the console. */
  readonly consoleUrl: string;
  /** Where the issuer is. */
  readonly issuerUrl: string;
  readonly docs: readonly { readonly name: string; readonly url: string }[];
  /** Rejects when something that was started ends on its own. */
  readonly died: Promise<never>;
}

/** A way to run Rung. */
export interface Shape {
  readonly usage: Usage;
  start(start: Start): Promise<Running>;
}

/** The environment variables that the launch reads. */
export interface Environment {
  readonly nodeEnv: string | undefined;
  readonly logLevel: string | undefined;
  /** A broker that runs already, for the distributed shape. */
  readonly kafkaBrokers?: string | undefined;
  /** A Redis that runs already, likewise. */
  readonly redisUrl?: string | undefined;
}
