import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { mostCites } from './answers.js';

describe('an answer', () => {
  it('relies on as many pieces of evidence as the server takes', () => {
    const { components } = JSON.parse(readFileSync(new URL('../../api/openapi.json', import.meta.url), 'utf8')) as {
      components: { schemas: { NewDraft: { properties: { ratings: { items: { properties: { cites: { maxItems: number } } } } } } } };
    };
    expect(mostCites).toBe(components.schemas.NewDraft.properties.ratings.items.properties.cites.maxItems);
  });
});
