import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assessmentTopicEvents } from '@rung/contracts';

import { newWorld, type World } from './assessment.fixture.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const ofTheKit = /^\/((live|ready|metrics|docs)|$)/;

let world: World;
let routes: string[];

beforeAll(async () => {
  world = await newWorld();
  const { service } = await world.start(['api']);
  const { body } = await service.as('anybody')('GET', '/docs-json');
  routes = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    ofTheKit.test(path) ? [] : Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
});
afterAll(async () => world?.close());

describe('the README', () => {
  it('lists the routes that there are, and no others', () => {
    const listed = [...readme.matchAll(/`((?:GET|POST|PUT|DELETE) [^`]+)`/g)].map(([, route]) => route);
    expect(listed.sort()).toEqual(routes.sort());
  });
  it('lists the events that there are, and no others', () => {
    const table = readme.slice(readme.indexOf('| Stream |'), readme.indexOf('They go out on'));
    const listed = [...table.matchAll(/`([A-Z]\w+)`/g)].map(([, event]) => event);
    expect(listed.sort()).toEqual(assessmentTopicEvents.types.map(({ type }) => type).sort());
  });
});
