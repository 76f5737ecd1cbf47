import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A text and the path, from the root of the workspace, that it claims to lie at. */
export interface LintedText {
  readonly path: string;
  readonly text: string;
}

/** The names of the rules that each text breaks, in the order of the texts. */
export function lintTexts(texts: readonly LintedText[]): Promise<readonly (readonly string[])[]> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, ['test/tooling/lint-stdin.js'], { cwd: root }, (error, stdout, stderr) => {
      if (error === null) resolve(JSON.parse(stdout) as string[][]);
      else reject(new Error(`The linter could not run: ${stderr}`));
    });
    child.stdin?.end(JSON.stringify(texts));
  });
}
