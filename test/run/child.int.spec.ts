import { describe, expect, it } from '@jest/globals';

import { run } from './child.js';

const program = (code: string) => ['--eval', code];

describe('a program of the test run', () => {
  it('hands its lines on as they come, also the last without an end', async () => {
    const lines: string[] = [];
    const ended = await run(program("console.log('one'); console.error('two'); process.stdout.write('three')"), { timeoutMs: 10_000, onLine: (line) => void lines.push(line) });
    expect([...lines].sort()).toEqual(['one', 'three', 'two']);
    expect(ended).toMatchObject({ exitCode: 0, timedOut: false });
  });

  it('has failed when it says so', async () => {
    expect(await run(program('process.exit(3)'), { timeoutMs: 10_000 })).toMatchObject({ exitCode: 3 });
  });

  it('has failed when a signal ends it', async () => {
    expect(await run(program("process.kill(process.pid, 'SIGKILL')"), { timeoutMs: 10_000 })).toMatchObject({ exitCode: 1 });
  });

  it('ends when its time is up, and has failed then even if it goes in peace', async () => {
    const stubborn = "process.on('SIGINT', () => process.exit(0)); setInterval(() => undefined, 1000)";
    expect(await run(program(stubborn), { timeoutMs: 500 })).toMatchObject({ exitCode: 1, timedOut: true });
  });
});
