// The console's server as a part of a process: its module, and the adapters that it runs on.
export { builtPageFolder } from './pages/built-page-folder.js';
export { ConsoleModule } from './console.module.js';
export { openConsoleDatabase } from './database.js';
export type { ConsoleAdapters } from './tokens.js';
