import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { assessmentTopicEvents, matrixEvents, topics } from '@rung/contracts';
import { operatorControllers } from '@rung/service-kit';

import { DistributionController } from './views/distribution/distribution.controller.js';
import { GradeController } from './views/grade/grade.controller.js';
import { HeatmapController } from './views/heatmap/heatmap.controller.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const readme = readFileSync(join(here, '../README.md'), 'utf8');
const projectors = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.projector.ts'));
const code = projectors.map((path) => readFileSync(join(here, path), 'utf8')).join('\n');

const lineOf = (topic: string) => readme.split('\n').find((line) => line.startsWith(`| \`${topic}\``)) ?? '';
const namedIn = (text: string) => [...text.matchAll(/`([A-Z]\w+)`/g)].map(([, name]) => name);

function routesOf(controller: { readonly name: string; readonly prototype: object }): string[] {
  const own = String(Reflect.getMetadata(PATH_METADATA, controller));
  return Object.values(Object.getOwnPropertyDescriptors(controller.prototype)).flatMap(({ value: handler }: PropertyDescriptor) => {
    const method: unknown = typeof handler === 'function' ? Reflect.getMetadata(METHOD_METADATA, handler) : undefined;
    if (typeof method !== 'number') return [];
    const path = `/${own}/${String(Reflect.getMetadata(PATH_METADATA, handler as object))}`;
    return [`${RequestMethod[method]} ${path.replace(/\/+$/, '').replace(/:(\w+)/g, '{$1}')}`];
  });
}

describe('the README', () => {
  it.each([
    [topics.assessment, assessmentTopicEvents.types.map(({ type }) => type)],
    [topics.matrix, matrixEvents.types.map(({ type }) => type)],
  ])('lists what is taken in from %s, and no more', (topic, types) => {
    expect(namedIn(lineOf(topic)).sort()).toEqual(types.filter((type) => code.includes(`'${type}'`)).sort());
  });

  it('lists the routes that there are, and no others', () => {
    const routes = [GradeController, DistributionController, HeatmapController, ...operatorControllers('reporting')].flatMap(routesOf);
    const listed = [...readme.matchAll(/`((?:GET|POST|PUT|DELETE) [^`]+)`/g)].map(([, route]) => route);
    expect(listed.sort()).toEqual(routes.sort());
  });

  it('names what must be set, as config.ts has it', () => {
    const config = readFileSync(join(here, 'config.ts'), 'utf8');
    for (const variable of ['DATABASE_URL', 'REDIS_URL']) expect([config.includes(variable), readme.includes(variable)]).toEqual([true, true]);
  });
});
