// Jest knows one test timeout for a run, not one for a project: each tier of jest.config.js hands its own in as a global.
import { jest } from '@jest/globals';

jest.setTimeout(/** @type {{ tierTimeoutMs: number }} */ (/** @type {unknown} */ (globalThis)).tierTimeoutMs);
