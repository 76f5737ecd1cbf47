import { describe, expect, it } from '@jest/globals';

import { helpText, Misused, readArguments } from './arguments.js';

describe('the arguments', () => {
  it('may all be left out', () => {
    const nothing = { once: false, json: false, empty: false, dataDir: undefined, port: undefined, people: undefined };
    expect(readArguments([])).toEqual(nothing);
  });

  it('are taken together', () => {
    const words = ['--once', '--json', '--data', 'here', '--port', '0', '--people', '24'];
    expect(readArguments(words)).toEqual({ once: true, json: true, empty: false, dataDir: 'here', port: 0, people: 24 });
    expect(readArguments(['--empty', '--help'])).toBe('help');
    expect(readArguments(['-h'])).toBe('help');
  });

  it.each([
    [['--twice'], "'--twice'"],
    [['here'], 'here'],
    [['--once=yes'], 'once'],
    [['--data'], 'data'],
    [['--data', ''], '--data needs a directory'],
    [['--port', 'high'], '--port must be a number'],
    [['--port', '65536'], '--port must be a number from 0 to 65535'],
    [['--port', '-1'], 'port'],
    [['--people', '8'], '--people must be a number from 9'],
    [['--people', '1000'], 'to 999'],
    [['--empty', '--once'], 'leave out --once'],
    [['--empty', '--json'], 'leave out'],
    [['--empty', '--people', '24'], 'leave out'],
  ])('%j are refused, in words', (words, told) => {
    expect(() => readArguments(words)).toThrow(Misused);
    expect(() => readArguments(words)).toThrow(told);
  });

  it('are all in the help', () => {
    const help = helpText({ command: 'npm start', what: 'Starts.', defaultDataDir: '.rung', defaultPort: 7400, ports: 'the port' });
    for (const option of ['--once', '--json', '--empty', '--data DIR', '--port N', '--people N', '--help']) expect(help).toContain(option);
  });
});
