import { describe, expect, it } from '@jest/globals';

import { built, isWorkload, type KubernetesObject } from './kubernetes-objects.js';
import { CannotValidate, schemaValidation, type SchemaValidation } from './schema-validation.js';

const kustomizations = ['base', 'overlays/dev'];

/** The validation, or why there is none on this machine: then the reason is in the names of what was skipped, and so in the run's summary. */
async function validationOrReason(): Promise<{ validation?: SchemaValidation; reason: string }> {
  if ((await built('base')) === undefined) return { reason: 'there is no kubectl on PATH' };
  try {
    return { validation: await schemaValidation(), reason: '' };
  } catch (error) {
    if (error instanceof CannotValidate) return { reason: error.message };
    throw error;
  }
}

const { validation, reason } = await validationOrReason();
if (reason !== '') process.stderr.write(`The manifests of k8s/ are not validated against the schemas of Kubernetes: ${reason}\n`);
const whenPossible = validation === undefined ? describe.skip : describe;

whenPossible(`the schemas of Kubernetes${reason === '' ? '' : ` (left out: ${reason})`}`, () => {
  const faultsOf = async (objects: readonly KubernetesObject[]): Promise<readonly string[]> => (await validation?.faultsOf(objects)) ?? ['not validated'];
  const dev = async (): Promise<readonly KubernetesObject[]> => (await built('overlays/dev')) ?? [];

  it.each(kustomizations)('are content with k8s/%s', async (name) => {
    const objects = (await built(name)) ?? [];
    expect(objects.length).toBeGreaterThan(20);
    expect(await faultsOf(objects)).toEqual([]);
  });

  it('refuse a field that there is none of, anywhere in a manifest', async () => {
    const deployment = (await dev()).find(({ kind }) => kind === 'Deployment') as KubernetesObject;
    expect(await faultsOf([{ ...deployment, spec: { ...deployment.spec, replicaz: 2 } as KubernetesObject['spec'] }])).toEqual([expect.stringContaining('replicaz')]);
    const container = (isWorkload(deployment) ? deployment.spec.template.spec.containers[0] : undefined) as object;
    Object.assign(container, { redinessProbe: { httpGet: { path: '/ready', port: 'http' } } });
    expect(await faultsOf([deployment])).toEqual([expect.stringContaining('redinessProbe')]);
  });

  it('refuse a value of another type, and a kind that there is none of', async () => {
    const service = (await dev()).find(({ kind }) => kind === 'Service') as KubernetesObject;
    const ports = [{ name: 'http', port: 'eighty' }] as unknown as NonNullable<KubernetesObject['spec']>['ports'];
    expect(await faultsOf([{ ...service, spec: { ...service.spec, ports } }])).toEqual([expect.stringContaining('port')]);
    expect(await faultsOf([{ ...service, apiVersion: 'apps/v1beta1', kind: 'Deployment' }])).not.toEqual([]);
  });

  it('are those of the release that we deploy to', async () => {
    const deployment = (await dev()).filter(isWorkload).find(({ kind }) => kind === 'Deployment');
    const withFieldOf134 = structuredClone(deployment) as KubernetesObject;
    Object.assign(withFieldOf134.spec?.template?.spec ?? {}, { hostnameOverride: 'rung' });
    expect(await faultsOf([withFieldOf134])).toEqual([]);
  });
});
