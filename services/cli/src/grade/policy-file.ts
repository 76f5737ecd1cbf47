// The policy file: the parameters in which an organisation's policy differs from the default.
import { gradingPolicy, type GradingPolicy } from '@rung/contracts';

import { readText } from '../input-file.js';
import { Refusal } from '../refusal.js';

/**
 * Reads a policy; without a file it is the default one. What the file leaves out is as in the default policy, except the name,
 * which is then "custom". Exact numbers may be JSON numbers or text ("0.6", "1/3").
 * @throws Refusal `file-unreadable`, `policy-invalid`
 */
export async function readPolicy(file: string | undefined): Promise<GradingPolicy> {
  if (file === undefined) return gradingPolicy.parse({});
  const given = parseJson(file, (await readText(file)).replace(/^\uFEFF/, ''));
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new Refusal('policy-invalid', [{ file, detail: 'a policy is one JSON object' }]);
  }
  const parsed = gradingPolicy.safeParse({ name: 'custom', ...withExactText(given) });
  if (parsed.success) return parsed.data;
  throw new Refusal(
    'policy-invalid',
    parsed.error.issues.map(({ path, message }) => ({ file, detail: [path.join('.'), message].filter((part) => part !== '').join(': ') })),
  );
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Refusal('policy-invalid', [{ file, ...placeIn(text, error), detail: `this is no JSON: ${error.message.replace(whereSaid, '')}` }]);
  }
}

const whereSaid = /(?: in JSON)? at position (?<offset>\d+).*$/s;

/** Where JSON.parse stopped, as line and column; the end of the text where it says nothing. */
function placeIn(text: string, error: SyntaxError): { line: number; column: number } {
  const offset = Number(whereSaid.exec(error.message)?.groups?.['offset'] ?? text.length);
  const lines = text.slice(0, offset).split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** Exact numbers are text in the contract; a JSON number means the decimal that it is written as. */
function withExactText(given: object): Record<string, unknown> {
  const text = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);
  const within = (value: unknown, keys: readonly string[]): unknown =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).map(([key, own]) => [key, keys.includes(key) ? text(own) : own]));
  const policy: Record<string, unknown> = { ...given };
  if ('metFrom' in policy) policy['metFrom'] = text(policy['metFrom']);
  if ('weights' in policy) policy['weights'] = within(policy['weights'], ['manager', 'peers']);
  if ('mayMiss' in policy) policy['mayMiss'] = within(policy['mayMiss'], ['share']);
  return policy;
}
