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
const leaves = (command: Command, before: readonly string[] = []): string[][] =>
  command.commands.length === 0 ? [[...before]] : command.commands.flatMap((below) => leaves(below, [...before, below.name()]));
const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
const commands = leaves(rungCommand({ out: silent, err: silent })).map((words) => ({ name: words.join(' '), words }));

describe('every command', () => {
  it.each(commands)('explains itself, and answers as JSON where it is asked to: $name', async ({ words }) => {
    const help = await run(...words, '--help');
    expect([help.code, help.err]).toEqual([0, '']);
    expect(help.out).toContain('--json');
  });

  it.each(commands)('refuses a wrong call, as JSON as well: $name', async ({ words }) => {
    const refused = await run(...words, '--json', '--no-such-option');
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.out)).toMatchObject({ code: 'usage' });
    expect(refused.err).toContain('--help');
  });
});
