import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { Load, LoadOutcome } from './load-client.js';

const client = fileURLToPath(new URL('./load-client.js', import.meta.url));

/** Runs a load in a process of its own, which nothing of a server's work disturbs. @throws Error with what the client says when it fails. */
export function load(asked: Load): Promise<LoadOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [client], { stdio: ['pipe', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(out) as LoadOutcome) : reject(new Error(`The load client ended with ${code}: ${err}`))));
    child.stdin.end(JSON.stringify(asked));
  });
}

/** @param token of who asks; none where the server wants none. */
export function requestOf(path: string, token?: string): string {
  const authorization = token === undefined ? '' : `authorization: Bearer ${token}\r\n`;
  return `GET ${path} HTTP/1.1\r\nhost: localhost\r\naccept: application/json\r\n${authorization}\r\n`;
}
