// In place of Vite in a workspace of a few files: copies the one source into the page and says what it is made for, or fails where it says so.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const source = readFileSync('src/main.ts', 'utf8');
if (source === 'fail') process.exit(1);
mkdirSync('dist', { recursive: true });
writeFileSync('dist/index.html', `${source}made for ${process.env['NODE_ENV']}\n`);
