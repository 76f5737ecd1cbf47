import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';

import { Trouble } from './trouble.js';

const told: string[] = [];
const tell = (level: string) => (_: object, text = '') => told.push(`${level} ${text}`);
const logger = { info: tell('info'), warn: tell('warn'), error: tell('error') };
const failure = new Error('the database is away');
let trouble: Trouble;

beforeEach(() => {
  jest.useFakeTimers();
  told.length = 0;
  trouble = new Trouble({ logger, about: { lane: 1 }, texts: { fails: 'fails', healed: 'is back' } });
});
afterEach(() => {
  jest.useRealTimers();
});
/** Fails once a second. */
const failFor = (seconds: number) => {
  for (let second = 0; second < seconds; second += 1) {
    trouble.failed(failure);
    jest.advanceTimersByTime(1_000);
  }
};

it('a failure of less than a minute is a warning, told once, and its end', () => {
  failFor(60);
  trouble.healed();
  trouble.healed();
  expect(told).toEqual(['warn fails', 'info is back']);
});

it('a failure that outlasts a minute is an error, told once a minute', () => {
  failFor(181);
  expect(told).toEqual(['warn fails', 'error fails', 'error fails', 'error fails']);
});

it('a failure in a new way is told at once, and only once when the two take turns', () => {
  for (let second = 0; second < 61; second += 1) {
    trouble.failed(second % 2 === 0 ? failure : new TypeError('of another kind'));
    jest.advanceTimersByTime(1_000);
  }
  expect(told).toEqual(['warn fails', 'warn fails', 'error fails']);
});

it('a new failure is a warning again', () => {
  failFor(61);
  trouble.healed();
  failFor(59);
  expect(told).toEqual(['warn fails', 'error fails', 'info is back', 'warn fails']);
});
