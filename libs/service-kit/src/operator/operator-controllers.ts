import type { Type } from '@nestjs/common';

import { parkedController } from './parked.controller.js';
import { rebuildsController } from './rebuilds.controller.js';

/** What operators call of a service; the module that lists them provides `Parking` and `Rebuilds`. */
export const operatorControllers = (service: string): Type<object>[] => [parkedController(service), rebuildsController(service)];
