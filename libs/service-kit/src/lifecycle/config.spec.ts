import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { readConfig } from './config.js';

const schema = z.object({
  PORT: z.coerce.number().int().max(65_535).default(7400),
  DATABASE_URL: z.url(),
  LOG_LEVEL: z.enum(['info', 'debug']).default('info'),
});

function failing(env: Record<string, string>): { code: number; lines: string[] } {
  const lines: string[] = [];
  let code = 0;
  const exit = (given: number): never => {
    code = given;
    throw new Error('exit');
  };
  expect(() => readConfig(schema, env, { print: (line) => lines.push(line), exit })).toThrow('exit');
  return { code, lines };
}

describe('the configuration', () => {
  it('is parsed, and a variable that is set to nothing counts as not set', () => {
    expect(readConfig(schema, { DATABASE_URL: 'postgres://x/y', PORT: '', UNRELATED: '1' })).toEqual({
      DATABASE_URL: 'postgres://x/y',
      PORT: 7400,
      LOG_LEVEL: 'info',
    });
  });

  it('names every bad variable, never its value, and ends the process with 78', () => {
    const { code, lines } = failing({ PORT: '70000', LOG_LEVEL: 'hunter2', DATABASE_URL: '' });
    expect(code).toBe(78);
    expect(lines).toHaveLength(3);
    expect(lines.join('\n')).toMatch(/PORT is wrong: .*65535/);
    expect(lines.join('\n')).toMatch(/DATABASE_URL is not set/);
    expect(lines.join('\n')).not.toMatch(/hunter2|70000/);
  });
});
