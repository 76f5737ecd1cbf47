import { beforeAll, describe, expect, it } from '@jest/globals';

import { lintTexts, type LintedText } from './lint-texts.js';

const nx = '@nx/enforce-module-boundaries';
const use = (from: string) => `import * as it from '${from}';\nexport const used = it;\n`;

const classOf = (dependencies: number) =>
  `export class X {\n  constructor(${Array.from({ length: dependencies }, (_, at) => `readonly d${at}: object`).join(', ')}) {}\n}\n`;

interface Twins {
  readonly law: string;
  readonly rule: string;
  readonly illegal: LintedText;
  readonly legal: LintedText;
}

const twins: readonly Twins[] = [
  {
    law: 'the core imports nothing of ours',
    rule: nx,
    illegal: { path: 'libs/event-sourcing/src/x.ts', text: use('@rung/contracts') },
    legal: { path: 'libs/matrix-model/src/x.ts', text: use('@rung/event-sourcing') },
  },
  {
    law: 'contracts import the core alone',
    rule: nx,
    illegal: { path: 'libs/contracts/src/x.ts', text: use('@rung/event-store') },
    legal: { path: 'libs/contracts/src/x.ts', text: use('@rung/matrix-model') },
  },
  {
    law: 'an adapter imports no service',
    rule: nx,
    illegal: { path: 'libs/messaging/src/x.ts', text: use('@rung/matrix') },
    legal: { path: 'libs/messaging/src/x.ts', text: use('@rung/event-store') },
  },
  {
    law: 'an adapter uses the test servers in specs only',
    rule: nx,
    illegal: { path: 'libs/messaging/src/x.ts', text: use('@rung/testing') },
    legal: { path: 'libs/messaging/src/x.int.spec.ts', text: use('@rung/testing') },
  },
  {
    law: 'a service never imports a service',
    rule: nx,
    illegal: { path: 'services/reporting/src/x.ts', text: use('@rung/assessment') },
    legal: { path: 'services/reporting/src/x.ts', text: use('@rung/view-cache') },
  },
  {
    law: 'a service never imports a sub-path of a service',
    rule: nx,
    illegal: { path: 'services/reporting/src/x.ts', text: use('@rung/assessment/grading') },
    legal: { path: 'services/cli/src/x.ts', text: use('@rung/assessment/grading') },
  },
  {
    law: 'a service uses the test servers in specs only',
    rule: nx,
    illegal: { path: 'services/matrix/src/x.ts', text: use('@rung/testing') },
    legal: { path: 'services/matrix/src/x.int.spec.ts', text: use('@rung/testing') },
  },
  {
    law: 'a composition is imported by no service',
    rule: nx,
    illegal: { path: 'services/matrix/src/x.ts', text: use('@rung/standalone') },
    legal: { path: 'test/stories/x.e2e.spec.ts', text: use('@rung/standalone') },
  },
  {
    law: 'the test servers know no service',
    rule: nx,
    illegal: { path: 'libs/testing/src/x.ts', text: use('@rung/reporting') },
    legal: { path: 'libs/testing/src/x.ts', text: use('@rung/local-servers') },
  },
  {
    law: 'a workspace is entered by its name, not by its files',
    rule: nx,
    illegal: { path: 'services/matrix/src/x.ts', text: use('../../../libs/contracts/src/index.js') },
    legal: { path: 'services/matrix/src/x.ts', text: use('@rung/contracts') },
  },
  {
    law: 'the domain knows no framework',
    rule: 'rung/pure-imports',
    illegal: { path: 'services/matrix/src/domain/x.ts', text: use('@nestjs/common') },
    legal: { path: 'services/matrix/src/commands/x.ts', text: use('@nestjs/common') },
  },
  {
    law: 'the domain knows no database',
    rule: 'rung/pure-imports',
    illegal: { path: 'services/assessment/src/domain/grading/x.ts', text: use('typeorm') },
    legal: { path: 'services/assessment/src/domain/grading/x.ts', text: use('fraction.js') },
  },
  {
    law: 'the domain knows no adapter',
    rule: 'rung/pure-imports',
    illegal: { path: 'services/assessment/src/domain/x.ts', text: use('@rung/event-store') },
    legal: { path: 'services/assessment/src/domain/x.ts', text: use('@rung/event-sourcing') },
  },
  {
    law: 'the domain does no I/O',
    rule: 'rung/pure-imports',
    illegal: { path: 'services/assessment/src/domain/x.ts', text: use('node:fs') },
    legal: { path: 'services/assessment/src/domain/x.spec.ts', text: use('node:assert/strict') },
  },
  {
    law: 'the domain reads no process, no network',
    rule: 'no-restricted-globals',
    illegal: { path: 'services/matrix/src/domain/x.ts', text: 'export const answer = fetch("http://localhost");\n' },
    legal: { path: 'services/matrix/src/commands/x.ts', text: 'export const answer = fetch("http://localhost");\n' },
  },
  {
    law: 'the domain is given the time',
    rule: 'rung/no-clock-or-chance',
    illegal: { path: 'services/matrix/src/domain/x.ts', text: 'export const now = new Date();\n' },
    legal: { path: 'services/matrix/src/domain/x.ts', text: 'export const then = new Date("2026-01-01");\n' },
  },
  {
    law: 'the domain does not ask the clock by another name',
    rule: 'rung/no-clock-or-chance',
    illegal: { path: 'libs/event-sourcing/src/x.ts', text: 'export const now = Date.now();\n' },
    legal: { path: 'libs/event-store/src/x.ts', text: 'export const now = Date.now();\n' },
  },
  {
    law: 'the domain draws no lots',
    rule: 'rung/no-clock-or-chance',
    illegal: { path: 'services/matrix/src/domain/x.ts', text: 'export const lot = Math.random();\n' },
    legal: { path: 'services/matrix/src/domain/x.ts', text: 'export const most = Math.max(1, 2);\n' },
  },
  {
    law: 'a projector can be replayed at any time',
    rule: 'rung/no-clock-or-chance',
    illegal: { path: 'services/reporting/src/views/grades/grades.projector.ts', text: 'export const now = new Date();\n' },
    legal: { path: 'services/reporting/src/views/grades/grades.controller.ts', text: 'export const now = new Date();\n' },
  },
  {
    law: 'the domain reaches its own files only',
    rule: 'rung/areas',
    illegal: { path: 'services/matrix/src/domain/importing/x.ts', text: use('../../reference/y.js') },
    legal: { path: 'services/matrix/src/domain/importing/x.ts', text: use('../matrix.js') },
  },
  {
    law: 'the domain knows no wiring',
    rule: 'rung/areas',
    illegal: { path: 'services/matrix/src/domain/x.ts', text: use('../config.js') },
    legal: { path: 'services/matrix/src/matrix.module.ts', text: use('./config.js') },
  },
  {
    law: 'commands never read views',
    rule: 'rung/areas',
    illegal: { path: 'services/assessment/src/commands/cycles/x.ts', text: use('../../views/cycle-progress/y.js') },
    legal: { path: 'services/assessment/src/commands/cycles/x.ts', text: use('../../reference/y.js') },
  },
  {
    law: 'views never call commands',
    rule: 'rung/areas',
    illegal: { path: 'services/assessment/src/views/tasks/x.ts', text: use('../../commands/y.js') },
    legal: { path: 'services/assessment/src/views/tasks/x.ts', text: use('../../reference/y.js') },
  },
  {
    law: 'a process depends on no view',
    rule: 'rung/areas',
    illegal: { path: 'services/assessment/src/processes/releasing/x.ts', text: use('../../views/y.js') },
    legal: { path: 'services/assessment/src/processes/releasing/x.ts', text: use('../roster/y.js') },
  },
  {
    law: 'what keeps authors apart depends on nobody',
    rule: 'rung/areas',
    illegal: { path: 'services/assessment/src/privacy/x.ts', text: use('../processes/y.js') },
    legal: { path: 'services/assessment/src/privacy/x.ts', text: use('../tokens.js') },
  },
  {
    law: 'reference data depends on neither side',
    rule: 'rung/areas',
    illegal: { path: 'services/assessment/src/reference/x.ts', text: use('../views/y.js') },
    legal: { path: 'services/assessment/src/reference/x.ts', text: use('./y.js') },
  },
  {
    law: 'a view gives no commands',
    rule: 'rung/no-decision-in-views',
    illegal: { path: 'services/matrix/src/views/grid/x.ts', text: "import { Commands } from '@rung/service-kit';\nexport const c = Commands;\n" },
    legal: { path: 'services/matrix/src/views/grid/x.ts', text: "import { Allow } from '@rung/service-kit';\nexport const c = Allow;\n" },
  },
  {
    law: 'a view asks no decider',
    rule: 'rung/no-decision-in-views',
    illegal: { path: 'services/matrix/src/views/grid/x.ts', text: 'export const f = (d: { decide(): void }) => d.decide();\n' },
    legal: { path: 'services/matrix/src/commands/x.ts', text: 'export const f = (d: { decide(): void }) => d.decide();\n' },
  },
  {
    law: 'a controller has no if',
    rule: 'rung/no-if-in-controllers',
    illegal: { path: 'services/matrix/src/commands/x.controller.ts', text: 'export function f(a: boolean) { if (a) return 1; return 2; }\n' },
    legal: { path: 'services/matrix/src/domain/x.ts', text: 'export function f(a: boolean) { if (a) return 1; return 2; }\n' },
  },
  {
    law: 'a switch has no default branch',
    rule: 'rung/no-default-branch',
    illegal: { path: 'services/matrix/src/domain/x.ts', text: "export function f(a: 'x') { switch (a) { case 'x': return 1; default: return 2; } }\n" },
    legal: { path: 'services/matrix/src/domain/x.ts', text: "export function f(a: 'x') { switch (a) { case 'x': return 1; } }\n" },
  },
  {
    law: 'a class has five dependencies at the most',
    rule: 'rung/few-dependencies',
    illegal: { path: 'services/matrix/src/commands/x.ts', text: classOf(6) },
    legal: { path: 'services/matrix/src/commands/x.ts', text: classOf(5) },
  },
  {
    law: 'the environment has one reader',
    rule: 'no-restricted-properties',
    illegal: { path: 'services/matrix/src/matrix.module.ts', text: 'export const port = process.env.PORT;\n' },
    legal: { path: 'services/matrix/src/config.ts', text: 'export const port = process.env.PORT;\n' },
  },
  {
    law: 'a service logs, it does not print',
    rule: 'no-console',
    illegal: { path: 'services/matrix/src/commands/x.ts', text: "console.log('hello');\n" },
    legal: { path: 'services/cli/src/x.ts', text: "console.log('hello');\n" },
  },
  {
    law: 'nothing is any',
    rule: '@typescript-eslint/no-explicit-any',
    illegal: { path: 'libs/messaging/src/x.ts', text: 'export const f = (x: any) => String(x);\n' },
    legal: { path: 'libs/messaging/src/x.ts', text: 'export const f = (x: unknown) => String(x);\n' },
  },
  {
    law: 'what is imported of kafkajs is what Node finds there',
    rule: 'no-restricted-imports',
    illegal: { path: 'libs/messaging/src/x.ts', text: "import { KafkaJSError } from 'kafkajs';\nexport const f = (x: unknown) => x instanceof KafkaJSError;\n" },
    legal: { path: 'libs/messaging/src/x.ts', text: "import kafkajs from 'kafkajs';\nexport const f = (x: unknown) => x instanceof kafkajs.KafkaJSError;\n" },
  },
  {
    law: 'a file does one thing',
    rule: 'max-lines',
    illegal: { path: 'libs/messaging/src/x.ts', text: '// line\n'.repeat(201) },
    legal: { path: 'libs/messaging/src/x.ts', text: '// line\n'.repeat(200) },
  },
];

describe('the boundaries', () => {
  let broken: readonly (readonly string[])[] = [];
  beforeAll(async () => {
    broken = await lintTexts(twins.flatMap(({ illegal, legal }) => [illegal, legal]));
  }, 300_000);

  it.each(twins.map((twin, at) => ({ ...twin, at })))('hold: $law', ({ rule, at }) => {
    expect(broken[2 * at]).toContain(rule);
    expect(broken[2 * at + 1]).toEqual([]);
  });
});
