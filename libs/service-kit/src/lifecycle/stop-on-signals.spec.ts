import { describe, expect, it } from '@jest/globals';

import { stopOnSignals } from './stop-on-signals.js';

const logger = { info: () => undefined, error: () => undefined };

/** Delivers signals to the listeners of this process without sending any. */
function stopped(closeables: readonly { close(): Promise<void> }[], limitMs: number, ...signals: NodeJS.Signals[]): Promise<number> {
  return new Promise((resolve) => {
    const off = stopOnSignals(closeables, { logger: logger as never, limitMs, exit: finish });
    function finish(code: number): void {
      off();
      resolve(code);
    }
    for (const signal of signals) process.emit(signal, signal);
  });
}

describe('a signal', () => {
  it('closes everything in order and ends with 0', async () => {
    const happened: string[] = [];
    const closeables = ['http', 'database'].map((name) => ({ close: async () => void happened.push(name) }));
    expect(await stopped(closeables, 60_000, 'SIGTERM')).toBe(0);
    expect(happened).toEqual(['http', 'database']);
    expect(process.listenerCount('SIGTERM')).toBe(0);
  });

  it('closes the rest when something fails, and ends with 1', async () => {
    const happened: string[] = [];
    const broken = { close: async () => Promise.reject(new Error('no')) };
    expect(await stopped([broken, { close: async () => void happened.push('database') }], 60_000, 'SIGINT')).toBe(1);
    expect(happened).toEqual(['database']);
  });

  it('ends with 1 after the limit, and at once when it comes twice', async () => {
    const stuck = { close: () => new Promise<void>(() => undefined) };
    expect(await stopped([stuck], 20, 'SIGTERM')).toBe(1);
    expect(await stopped([stuck], 60_000, 'SIGINT', 'SIGINT')).toBe(1);
  });
});
