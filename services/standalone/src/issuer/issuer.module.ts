import { Module, type DynamicModule } from '@nestjs/common';

import { AuthorizationController } from './authorization.controller.js';
import type { DevIssuer } from './dev-issuer.js';
import { DEV_ISSUER, IssuerController } from './issuer.controller.js';

/** The issuer's routes, under /issuer, in any application of ours. */
@Module({})
export class IssuerModule {
  static with(devIssuer: DevIssuer): DynamicModule {
    return {
      module: IssuerModule,
      controllers: [IssuerController, AuthorizationController],
      providers: [{ provide: DEV_ISSUER, useValue: devIssuer }],
    };
  }
}
