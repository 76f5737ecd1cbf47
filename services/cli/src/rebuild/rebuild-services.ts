// Views that are made anew, of whatever services are at an address.
import type { ProjectionRebuild, RebuildList } from '@rung/contracts';

import { call, type Client } from '../operator/service-client.js';
import { services, someService, type OfService } from '../operator/services.js';
import { Refusal } from '../refusal.js';

/** @throws Refusal `service-unreachable` where no service of Rung is at the address. */
export async function listRebuilds(client: Client): Promise<OfService<ProjectionRebuild>[]> {
  const found = await Promise.all(
    services.map(async (service) => {
      const list = await call<RebuildList>(client, { path: `/operator/${service}/rebuilds` });
      return list?.rebuilds.map((rebuild) => ({ service, ...rebuild }));
    }),
  );
  return someService(client, found);
}

/** Several services may have a projection of this name: the first one that is at the address is meant. @throws Refusal `not-found` */
export async function changeRebuild(client: Client, projection: string, method: 'POST' | 'DELETE'): Promise<OfService<ProjectionRebuild>> {
  for (const service of services) {
    const rebuild = await call<ProjectionRebuild>(client, { method, path: `/operator/${service}/rebuilds/${encodeURIComponent(projection)}` });
    if (rebuild !== undefined) return { service, ...rebuild };
  }
  throw new Refusal('not-found', [{ detail: `there is no projection ${projection}; "rung rebuild list" shows those that there are` }]);
}
