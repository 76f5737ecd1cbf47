// The committed schemas as a consumer uses them: a validator that knows nothing of ours.
import type { EventSchema, JsonSchema, SampleRecord } from '@rung/contracts/schemas';
import { keyOf } from '@rung/contracts/schemas';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** What is wrong with a value, in the validator's words; none when it is valid. */
export type Check = (value: unknown) => readonly string[];

// Strict: a keyword or a format that the standard does not have is an error.
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, addUsedSchema: false });
addFormats.default(ajv);

export function checkOf(schema: JsonSchema): Check {
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`));
}

/** Checks records against the schema of their event and version, and of the headers. */
export function recordCheck(schemas: readonly EventSchema[], headers: JsonSchema): (record: SampleRecord) => readonly string[] {
  const checks = new Map(schemas.map((schema) => [`${schema.topic} ${keyOf(schema)}`, checkOf(schema.schema)]));
  const headersCheck = checkOf({ ...headers, additionalProperties: false });
  return (record) => {
    const name = `${record.topic} ${record.headers['ce_type']}.v${record.headers['ce_schemaversion']}`;
    const check = checks.get(name);
    const wrong = check === undefined ? ['there is no schema'] : check(record.value);
    return [...wrong, ...headersCheck(record.headers)].map((fault) => `${name}: ${fault}`);
  };
}

interface Document extends JsonSchema {
  readonly channels: Readonly<Record<string, { readonly address: string; readonly messages: object }>>;
}

/** Checks records against the AsyncAPI document alone: which message each is, its headers, its key, its data. */
export function asyncApiCheck(document: JsonSchema): (record: SampleRecord) => readonly string[] {
  const { channels } = document as Document;
  const draft07 = new Ajv({ strict: false, allErrors: true }).addSchema(document, 'document');
  addFormats.default(draft07);
  const faults = (message: string, part: string, value: unknown): readonly string[] =>
    draft07.validate(`document#/components/messages/${message}/${part}`, value) ? [] : (draft07.errors ?? []).map(({ instancePath, message: words }) => `${part}${instancePath} ${words}`);
  return ({ topic, key, headers, value }) => {
    const messages = Object.keys(Object.values(channels).find(({ address }) => address === topic)?.messages ?? {});
    const message = messages.find((name) => faults(name, 'headers', headers).length === 0);
    if (message === undefined) return [`${topic}: no message has the headers ${JSON.stringify(headers)}`];
    return [...faults(message, 'payload', value), ...faults(message, 'bindings/kafka/key', key)].map((fault) => `${topic} ${message}: ${fault}`);
  };
}
