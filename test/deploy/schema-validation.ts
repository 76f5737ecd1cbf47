// Strict validation of manifests without a cluster: kubectl-validate with the OpenAPI files of the Kubernetes release that we deploy to.
import { constants } from 'node:fs';
import { access, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { stringify } from 'yaml';

import type { KubernetesObject } from './kubernetes-objects.js';
import { run } from './program.js';

const kubernetes = 'k8s.io/kubernetes@v1.36.3';
const validator = 'sigs.k8s.io/kubectl-validate@v0.0.4';
/** Compiling it takes minutes where Go has compiled nothing yet. What was compiled within the time is kept: the next run goes on from there. */
const installWithinMs = 120_000;
const downloadWithinMs = 120_000;

export interface SchemaValidation {
  /** What is wrong, in the validator's words; empty when nothing is. */
  faultsOf(objects: readonly KubernetesObject[]): Promise<readonly string[]>;
  /** Removes the copy of the schemas. */
  close(): Promise<void>;
}

/** Why manifests cannot be validated on this machine. */
export class CannotValidate extends Error {}

/**
 * Finds or installs the validator, and downloads the schemas; both are kept where Go keeps such things and come from there next time.
 * @throws CannotValidate with the reason.
 */
export async function schemaValidation(): Promise<SchemaValidation> {
  const program = await validatorProgram();
  const module = await moduleFolder();
  const dir = await mkdtemp(join(tmpdir(), 'rung-schemas-'));
  await layOut(join(module, 'api/openapi-spec/v3'), dir);
  let files = 0;
  return {
    async faultsOf(objects) {
      files += 1;
      const file = join(dir, `manifests-${files}.yaml`);
      await writeFile(file, objects.map((object) => stringify(unwrapped(object))).join('---\n'));
      const ran = await run(program, ['--local-schemas', dir, '--output', 'json', file]);
      if (ran === undefined) throw new CannotValidate(`${program} is gone.`);
      const verdicts = JSON.parse(ran.stdout === '' ? '{}' : ran.stdout) as Readonly<Record<string, readonly { readonly status: string; readonly message?: string }[]>>;
      const statuses = Object.values(verdicts).flat();
      if (statuses.length !== objects.length) throw new Error(`${statuses.length} of ${objects.length} objects were looked at: ${ran.stderr}`);
      return statuses.filter(({ status }) => status !== 'Success').map(({ message = 'is refused' }) => message.trim());
    },
    close: () => rm(dir, { recursive: true, force: true }),
  };
}

async function validatorProgram(): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'rung/bin');
  const goPath = (await run('go', ['env', 'GOPATH']))?.stdout.trim();
  const folders = [...(process.env['PATH'] ?? '').split(':'), ...(goPath === undefined ? [] : [join(goPath, 'bin')]), cache];
  for (const file of folders.filter((folder) => folder !== '').map((folder) => join(folder, 'kubectl-validate'))) if (await isProgram(file)) return file;
  // Politely, as other specs measure time.
  const installed = goPath === undefined ? undefined : await run('nice', ['go', 'install', validator], { timeoutMs: installWithinMs, env: { ...process.env, GOBIN: cache } });
  if (installed === undefined) throw new CannotValidate('there is neither kubectl-validate nor Go to install it with');
  if (installed.exitCode !== 0) throw new CannotValidate(`go install ${validator} did not succeed: ${lastLine(installed.stderr) || `it took more than ${installWithinMs / 1_000} s; run it once by hand`}`);
  return join(cache, 'kubectl-validate');
}

/** The folder of Kubernetes' own module, which holds the schemas of its API; 20 MB when it is not in Go's cache yet. */
async function moduleFolder(): Promise<string> {
  const downloaded = await run('go', ['mod', 'download', '-json', kubernetes], { timeoutMs: downloadWithinMs });
  if (downloaded === undefined) throw new CannotValidate('there is no Go to fetch the schemas of Kubernetes with');
  const { Dir: folder, Error: error } = JSON.parse(downloaded.stdout || '{}') as { Dir?: string; Error?: string };
  if (folder === undefined) throw new CannotValidate(`go mod download ${kubernetes} did not succeed: ${error ?? lastLine(downloaded.stderr)}`);
  return folder;
}

/** From `apis__apps__v1_openapi.json` to `apis/apps/v1.json`, as the validator looks for them. */
async function layOut(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) {
    const path = /^(api__v1|apis__[\w.-]+__v\w+)_openapi\.json$/.exec(name)?.[1]?.replaceAll('__', '/');
    if (path === undefined) continue;
    const file = join(to, `${path}.json`);
    await mkdir(dirname(file), { recursive: true });
    await copyFile(join(from, name), file);
  }
}

/** Kustomize breaks long secrets into lines; the API server does not mind, the validator does. */
function unwrapped(object: KubernetesObject): KubernetesObject {
  if (object.kind !== 'Secret') return object;
  return { ...object, data: Object.fromEntries(Object.entries(object.data ?? {}).map(([key, text]) => [key, text.replaceAll(/\s/g, '')])) };
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

const isProgram = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
