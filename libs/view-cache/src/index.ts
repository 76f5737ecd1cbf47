// Cached views that never go back to an older version: Redis, or memory.
export * from './view-cache.js';
export * from './memory/memory-view-cache.js';
export * from './redis/redis-view-cache.js';
