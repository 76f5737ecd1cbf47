// The command-line tool as a function, for the stories in test/.
export { rung } from './rung.js';
export { type Terminal } from './terminal.js';
