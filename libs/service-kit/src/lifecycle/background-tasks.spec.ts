import { describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';
import { Registry } from 'prom-client';

import { createLogger } from '../observability/logger.js';
import { BackgroundTasks } from './background-tasks.js';

const logger = createLogger({ level: 'silent', name: 'spec' });

describe('background tasks', () => {
  it('try again to start, without holding up the others', async () => {
    const registry = new Registry();
    const tasks = new BackgroundTasks(logger, registry);
    const happened: string[] = [];
    let attempts = 0;
    const start = async (): Promise<void> => {
      attempts += 1;
      if (attempts === 1) throw new Error('the broker is not there yet');
      happened.push('flaky');
    };
    tasks.add({ name: 'flaky', start, stop: async () => undefined });
    tasks.add({ name: 'steady', start: async () => void happened.push('steady'), stop: async () => undefined });
    tasks.start();
    await eventually(async () => expect(happened).toEqual(['steady', 'flaky']));
    expect(await registry.metrics()).toContain('rung_background_task_up{task="flaky"} 1');
    await tasks.stop();
    expect(await registry.metrics()).toContain('rung_background_task_up{task="flaky"} 0');
  });

  it('are stopped though one is still waiting to start, and though another fails to stop', async () => {
    const registry = new Registry();
    const tasks = new BackgroundTasks(logger, registry);
    const happened: string[] = [];
    const never = async (): Promise<void> => {
      throw new Error('no broker at all');
    };
    tasks.add({ name: 'first', start: async () => undefined, stop: async () => void happened.push('first stopped') });
    tasks.add({ name: 'waiting', start: never, stop: async () => void happened.push('waiting stopped') });
    tasks.add({ name: 'broken', start: async () => undefined, stop: never });
    tasks.start();
    await eventually(async () => expect(await registry.metrics()).toContain('{task="first"} 1'));
    await tasks.stop();
    expect(happened).toEqual(['first stopped']);
  });

  it('may be added while the others run', async () => {
    const tasks = new BackgroundTasks(logger, new Registry());
    tasks.start();
    const happened: string[] = [];
    tasks.add({ name: 'late', start: async () => void happened.push('started'), stop: async () => void happened.push('stopped') });
    await tasks.stop();
    expect(happened).toEqual(['started', 'stopped']);
  });
});
