// The matrix service as a part of a process: its module, and the adapters that it runs on.
export { MatrixModule, type MatrixAdapters } from './matrix.module.js';
export { openMatrixDatabase } from './database.js';
