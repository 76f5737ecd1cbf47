import { describe, expect, it } from '@jest/globals';

import * as contracts from './index.js';

const { eventCatalogue } = contracts;

/** Everything that `defineEvent` made and this library exports. */
const defined = Object.values(contracts).flatMap((exported) => (typeof exported === 'function' && 'schemaVersion' in exported && 'type' in exported ? [String(exported.type)] : []));
const onTopics = eventCatalogue.flatMap(({ catalogue }) => catalogue.types.map(({ type }) => type));

describe('the catalogue of events', () => {
  it('has every event that is defined, or nobody would be told of its schema', () => {
    expect(defined.length).toBeGreaterThan(0);
    const forgotten = defined.filter((type) => !onTopics.includes(type));
    expect(forgotten.map((type) => `${type} goes out on no topic: add it to the list of its stream in libs/contracts/src/events, and its sentence to event-catalogue.ts`)).toEqual([]);
  });

  it('has each event once', () => expect([...new Set(onTopics)]).toEqual(onTopics));
});
