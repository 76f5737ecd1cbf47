import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { targetOf } from './upstreams.js';

const { paths } = JSON.parse(readFileSync(new URL('../../web/src/api/openapi.json', import.meta.url), 'utf8')) as { paths: Record<string, unknown> };
/** But for what operators do, and what each service answers about itself. */
const ofPeople = Object.keys(paths).filter((path) => !/^\/(operator\/|session|live$|ready$|metrics$|$)/.test(path));

describe('where a path of the API goes', () => {
  it.each([
    ['/api/matrices', 'matrix', '/matrices'],
    ['/api/matrices/imports/1/accept', 'matrix', '/matrices/imports/1/accept'],
    ['/api/me/grade?cycle=1', 'assessment', '/me/grade?cycle=1'],
    ['/api/tasks?a=b&a=%2Fc', 'assessment', '/tasks?a=b&a=%2Fc'],
    ['/api/cycles/1/participants/%D0%B0%20b', 'assessment', '/cycles/1/participants/%D0%B0%20b'],
    ['/api/grades/bob@x.example?cycle=1?2', 'reporting', '/grades/bob%40x.example?cycle=1?2'],
    ['/api/reports/heatmap', 'reporting', '/reports/heatmap'],
  ])('%s goes to %s', (url, service, path) => expect(targetOf(url)).toEqual({ service, path }));

  it.each(ofPeople)('%s goes to the service that has it', (path) => expect(() => targetOf(`/api${path.replaceAll(/[{}]/g, '')}`)).not.toThrow());

  it.each(['/api/operator/matrix/parked', '/api/docs', '/api/metrics', '/api/session', '/api/issuer/token', '/api/api/tasks', '/api/constructor', '/tasks'])(
    '%s goes nowhere',
    (url) => expect(() => targetOf(url)).toThrow('nothing at this address'),
  );

  it.each([
    '/api/',
    '/api//tasks',
    '/api/tasks/',
    '/api/..%2foperator',
    '/api/tasks/..%2f..%2foperator/matrix/parked',
    '/api/tasks/../operator',
    '/api/tasks/%2e%2e/operator',
    '/api/tasks/.',
    '/api/tasks/%2E%2E%5Coperator',
    '/api/tasks/a%5cb',
    '/api/tasks/a\\b',
    '/api/tasks/%252e%252e%252foperator',
    '/api/tasks/%0d%0ax',
    '/api/tasks/%E0%A4%A',
  ])('%s is refused', (url) => expect(() => targetOf(url)).toThrow('A part of the address'));
});
