import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startTinyService, type TinyService } from '../tiny-service.fixture.js';

let service: TinyService;
beforeAll(async () => {
  service = await startTinyService();
});
afterAll(() => service.close());

describe('the address alone', () => {
  it('leads, without a token, to everything that is open without one', async () => {
    const answer = await service.call('/');
    expect([answer.status, answer.headers.get('link')]).toEqual([200, '</docs>; rel="service-doc", </docs-json>; rel="service-desc"']);
    const entry = (await answer.json()) as Record<string, string>;
    expect(Object.keys(entry)).toEqual(['docs', 'openapi', 'live', 'ready', 'metrics']);
    for (const path of Object.values(entry)) expect([path, (await service.call(path)).status]).toEqual([path, 200]);
  });
});
