import { Writable } from 'node:stream';

import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';

import { rung, rungCommand } from './rung.js';

/** Runs the tool. @returns its exit code and what it wrote on each stream. */
async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const into = (stream: keyof typeof said) => new Writable({ write: (chunk, _, done) => ((said[stream] += String(chunk)), done()) });
  return { code: await rung(words, { out: into('out'), err: into('err') }), ...said };
}

/** The words of every command that does something. */
const leaves = (command: Command, words: readonly string[] = []): { command: Command; words: readonly string[] }[] =>
  command.commands.length === 0 ? [{ command, words }] : command.commands.flatMap((below) => leaves(below, [...words, below.name()]));
const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
const commands = leaves(rungCommand({ out: silent, err: silent })).map((leaf) => ({ name: leaf.words.join(' '), ...leaf }));

/** Values that are of the right form and lead nowhere: whoever runs these touches nothing. */
const nowhere: Readonly<Record<string, string>> = {
  url: 'http://127.0.0.1:1',
  database: 'postgres://127.0.0.1:1/rung',
  brokers: '127.0.0.1:1',
  topic: 'rung.matrix.events',
  reason: 'to see what it says',
  token: 'none',
};
function callOf(command: Command): { given: string[]; options: string[] } {
  const needed = command.options.filter(({ mandatory, long }) => mandatory || long === '--token' || long === '--data');
  return {
    given: command.registeredArguments.filter(({ required }) => required).map(() => '/proc/nowhere'),
    options: [...needed.flatMap((option) => [option.long ?? '', nowhere[option.attributeName()] ?? '/proc/nowhere']), ...(command.name() === 'retry' ? ['--all'] : [])],
  };
}

describe('every command', () => {
  it.each(commands)('explains itself, and answers as JSON where it is asked to: $name', async ({ words }) => {
    const help = await run(...words, '--help');
    expect([help.code, help.err]).toEqual([0, '']);
    expect(help.out).toContain('--json');
  });

  it.each(commands)('takes its options before and after its arguments: $name', async ({ command, words }) => {
    const { given, options } = callOf(command);
    const after = await run(...words, ...given, ...options);
    const before = await run(...words, ...options, ...given);
    expect(after.code).not.toBe(2);
    expect(before).toEqual(after);
  });

  it.each(commands.filter(({ command }) => command.registeredArguments.some(({ required }) => required)))(
    'refuses to be called with an argument less, or with one more: $name',
    async ({ command, words }) => {
      const { given, options } = callOf(command);
      for (const wrong of [given.slice(1), [...given, 'more']]) expect((await run(...words, ...options, ...wrong)).code).toBe(2);
    },
  );

  it.each(commands)('refuses a wrong call, as JSON as well: $name', async ({ words }) => {
    const refused = await run(...words, '--json', '--no-such-option');
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.out)).toMatchObject({ code: 'usage' });
    expect(refused.err).toContain('--help');
  });
});

describe('rung log', () => {
  it.each(['check', 'import', 'void', 'republish'])('warns of what it needs and costs where it is asked about: %s', async (name) => {
    const { out } = await run('log', name, '--help');
    expect(out).toContain('Stop the service first');
    expect(out).toContain('may be repeated');
    expect(out).toContain('docs/operations.md');
  });

  it('says of a voiding that it is for good, and of an import what does not come back', async () => {
    expect((await run('log', 'void', '--help')).out).toMatch(/It cannot be undone[\s\S]*Redis/);
    expect((await run('log', 'import', '--help')).out).toMatch(/secrets of cycles[\s\S]*name peers[\s\S]*forget again/);
  });
});

describe('a folder', () => {
  it.each([['backup', ''], ['backup', 'x', '--data', ''], ['restore', ' '], ['restore', 'x', '--data', ' ']])('has a name: rung %s', async (...words) => {
    const refused = await run(...words);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('Name a folder')]);
  });
});
