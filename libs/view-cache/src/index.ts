// Cached views that never go back to an older version: Redis, or memory.
export * from './view-cache.js';
