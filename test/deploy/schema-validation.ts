// Strict validation of manifests without a cluster, against the OpenAPI files of the Kubernetes release that we deploy to.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

import type { KubernetesObject } from './kubernetes-objects.js';
import { run } from './program.js';

const kubernetes = 'k8s.io/kubernetes@v1.36.3';
const downloadWithinMs = 120_000;

export interface SchemaValidation {
  /** What is wrong, each with the object and the place in it; empty when nothing is. */
  faultsOf(objects: readonly KubernetesObject[]): Promise<readonly string[]>;
}

/** Why manifests cannot be validated on this machine. */
export class CannotValidate extends Error {}

/**
 * Downloads the schemas; they are kept where Go keeps such things and come from there next time.
 * @throws CannotValidate with the reason.
 */
export async function schemaValidation(): Promise<SchemaValidation> {
  const folder = join(await moduleFolder(), 'api/openapi-spec/v3');
  const known = new Map<string, Promise<ValidateFunction | undefined>>();
  const faultsIn = async (object: KubernetesObject): Promise<readonly string[]> => {
    const { apiVersion, kind, metadata } = object;
    const key = `${kind} of ${apiVersion}`;
    const validate = await (known.get(key) ?? known.set(key, validatorOf(folder, apiVersion, kind)).get(key));
    if (validate === undefined) return [`${metadata.name}: there is no ${key}`];
    if (validate(object)) return [];
    return (validate.errors ?? []).map(({ instancePath, message = 'is refused', params }) => `${kind} ${metadata.name}: ${instancePath} ${message} ${JSON.stringify(params)}`);
  };
  return { faultsOf: async (objects) => (await Promise.all(objects.map(faultsIn))).flat() };
}

/** The folder of Kubernetes' own module, which holds the schemas of its API; 20 MB when it is not in Go's cache yet. */
async function moduleFolder(): Promise<string> {
  const downloaded = await run('go', ['mod', 'download', '-json', kubernetes], { timeoutMs: downloadWithinMs });
  if (downloaded === undefined) throw new CannotValidate('there is no Go to fetch the schemas of Kubernetes with');
  const { Dir: folder, Error: error } = JSON.parse(downloaded.stdout || '{}') as { Dir?: string; Error?: string };
  if (folder === undefined) throw new CannotValidate(`go mod download ${kubernetes} did not succeed: ${error ?? downloaded.stderr.trim().split('\n').at(-1) ?? ''}`);
  return folder;
}

interface Schema {
  readonly properties?: object;
  readonly additionalProperties?: unknown;
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly group: string; readonly version: string; readonly kind: string }[];
}

/** @returns undefined when the release has no such kind. */
async function validatorOf(folder: string, apiVersion: string, kind: string): Promise<ValidateFunction | undefined> {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const file = join(folder, `${group === '' ? 'api' : `apis__${group}`}__${version}_openapi.json`);
  const document = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (document === undefined) return undefined;
  const { components } = JSON.parse(document, closed) as { components: { schemas: Readonly<Record<string, Schema>> } };
  const isOfKind = ({ 'x-kubernetes-group-version-kind': kinds = [] }: Schema) => kinds.some((one) => one.group === group && one.version === version && one.kind === kind);
  const [name] = Object.entries(components.schemas).find(([, schema]) => isOfKind(schema)) ?? [];
  if (name === undefined) return undefined;
  const ajv = formats.default(new Ajv({ strict: false, allErrors: true, logger: false }));
  return ajv.compile({ $ref: `#/components/schemas/${name}`, components });
}

/**
 * A reviver: an object has the fields that are written down and no other. The API server passes over what it does not know, and so hides a misspelt field.
 * Schemas of schemas have a field that is called `properties`: there it is described like any other.
 */
function closed(_key: string, value: unknown): unknown {
  const { properties, additionalProperties } = (value ?? {}) as Schema;
  const hasFields = typeof properties === 'object' && !('type' in properties && typeof properties.type === 'string');
  return hasFields && additionalProperties === undefined ? { ...(value as object), additionalProperties: false } : value;
}
