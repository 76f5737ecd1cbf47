// The committed schemas as a consumer uses them: a validator that knows nothing of ours.
import type { EventSchema, JsonSchema, SampleRecord } from '@rung/contracts/schemas';
import { keyOf } from '@rung/contracts/schemas';
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
