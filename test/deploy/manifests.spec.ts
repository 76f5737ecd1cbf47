import { existsSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { built, environmentOf, isWorkload, ofKind, selects, type KubernetesObject, type PodSpec, type Workload } from './kubernetes-objects.js';
import { isPinned, securityFaultsOf, servingFaultsOf } from './pod-faults.js';
import { configUnder, readByOthers } from './service-config.js';

const services = ['matrix', 'assessment', 'reporting', 'console'];
const kustomizations = ['base', 'overlays/dev'];

const builds = await Promise.all(kustomizations.map(async (name) => ({ name, objects: await built(name) })));
const missing = builds.some(({ objects }) => objects === undefined) ? ' (left out: there is no kubectl on PATH)' : '';
if (missing !== '') process.stderr.write(`The manifests of k8s/ cannot be checked${missing}\n`);
const whenBuilt = missing === '' ? describe : describe.skip;

const nameOf = ({ kind, metadata }: KubernetesObject): string => `${kind}/${metadata.name}`;
const serviceOf = ({ metadata }: KubernetesObject): string => metadata.labels?.['app.kubernetes.io/name'] ?? '';

whenBuilt.each(builds)(`k8s/$name${missing}`, ({ objects = [] }) => {
  const workloads = objects.filter(isWorkload);
  const deployments = workloads.filter(({ kind }) => kind === 'Deployment');
  const podsOf = ({ spec }: Workload): PodSpec => spec.template.spec;

  it('has a deployment and a migration for each service, and one step for the topics', () => {
    const named = (kind: string): readonly string[] => ofKind(objects, kind).map(({ metadata: { name } }) => name).sort();
    expect(named('Deployment')).toEqual(services.map((service) => `rung-${service}`).sort());
    expect(named('Job')).toEqual([...services.map((service) => `rung-migrate-${service}`), 'rung-topics'].sort());
  });

  it('keeps all of it in the one namespace, which admits restricted pods only', () => {
    expect(objects.filter(({ kind, metadata }) => kind !== 'Namespace' && metadata.namespace !== 'rung').map(nameOf)).toEqual([]);
    expect(ofKind(objects, 'Namespace')[0]?.metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
  });

  it('restricts every pod', () => {
    expect(workloads.flatMap((workload) => securityFaultsOf(podsOf(workload)).map((fault) => `${nameOf(workload)}: ${fault}`))).toEqual([]);
  });

  it('probes what serves, and lets it stop', () => {
    expect(deployments.flatMap((deployment) => servingFaultsOf(podsOf(deployment)).map((fault) => `${nameOf(deployment)}: ${fault}`))).toEqual([]);
  });

  it('gives no right to the service accounts, and has each that is named', () => {
    const accounts = ofKind(objects, 'ServiceAccount');
    expect(accounts.filter(({ automountServiceAccountToken }) => automountServiceAccountToken !== false)).toEqual([]);
    const named = new Set(workloads.map((workload) => podsOf(workload).serviceAccountName));
    expect(new Set(accounts.map(({ metadata }) => metadata.name))).toEqual(named);
    expect(objects.filter(({ kind }) => /Role/.test(kind)).map(nameOf)).toEqual([]);
  });

  it('spreads the pods of a deployment by its own labels', () => {
    for (const deployment of deployments) {
      const { labels } = deployment.spec.template.metadata;
      const spread = podsOf(deployment).topologySpreadConstraints ?? [];
      expect(spread.map(({ topologyKey }) => topologyKey)).toEqual(['topology.kubernetes.io/zone', 'kubernetes.io/hostname']);
      expect(spread.every(({ labelSelector }) => selects(labelSelector.matchLabels, labels))).toBe(true);
    }
  });

  it('has a disruption budget, a service and a network policy for each deployment, which pick its pods and no others', () => {
    const selectors: [string, (object: KubernetesObject) => Readonly<Record<string, string>>][] = [
      ['PodDisruptionBudget', ({ spec }) => spec?.selector?.matchLabels ?? {}],
      ['Service', ({ spec }) => (spec?.selector ?? {}) as Readonly<Record<string, string>>],
      ['NetworkPolicy', ({ spec }) => spec?.podSelector?.matchLabels ?? {}],
    ];
    for (const [kind, selectorOf] of selectors) {
      for (const service of services) {
        const own = ofKind(objects, kind).filter((object) => serviceOf(object) === service);
        expect(own).toHaveLength(1);
        const picked = workloads.filter((workload) => own.some((object) => selects(selectorOf(object), workload.spec.template.metadata.labels)));
        expect(picked.map(nameOf)).toEqual([`Deployment/rung-${service}`]);
      }
    }
    expect(ofKind(objects, 'PodDisruptionBudget').map(({ spec }) => spec?.maxUnavailable)).toEqual(services.map(() => 1));
  });

  it('denies what no policy allows, to every pod and both ways', () => {
    const forAll = ofKind(objects, 'NetworkPolicy').filter(({ spec }) => Object.keys(spec?.podSelector ?? {}).length === 0);
    expect(forAll.map(({ metadata, spec }) => [metadata.name, spec?.policyTypes])).toEqual(
      expect.arrayContaining([['deny-all', ['Ingress', 'Egress']], ['allow-dns', ['Egress']]]),
    );
  });

  it('lets callers reach the API alone, and scrapers the metrics alone, of which no Service speaks', () => {
    for (const service of services) {
      const [policy] = ofKind(objects, 'NetworkPolicy').filter((object) => serviceOf(object) === service);
      expect(policy?.spec?.ingress).toEqual([
        { from: [{ namespaceSelector: { matchLabels: { 'rung/may-call': 'true' } } }], ports: [{ port: 'http' }] },
        { from: [{ namespaceSelector: { matchLabels: { 'rung/may-scrape': 'true' } } }], ports: [{ port: 'metrics' }] },
      ]);
    }
    expect(ofKind(objects, 'Service').map(({ spec }) => spec?.ports?.map(({ targetPort }) => targetPort))).toEqual(services.map(() => ['http']));
  });

  it('lets the console call the services, and no service another', () => {
    const [policy] = ofKind(objects, 'NetworkPolicy').filter(({ metadata }) => metadata.name === 'console-to-services');
    expect(policy?.spec?.ingress).toEqual([{ from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'console', 'app.kubernetes.io/component': 'service' } } }], ports: [{ port: 'http' }] }]);
    const callsServices = ofKind(objects, 'NetworkPolicy').filter(({ spec }) => JSON.stringify(spec?.egress ?? []).includes('7400'));
    expect(callsServices.map(serviceOf)).toEqual(['console']);
  });

  it('runs steps that the images have', () => {
    const steps = workloads.flatMap((workload) => podsOf(workload).containers.flatMap(({ command = [] }) => command.filter((part) => part.startsWith('/app/'))));
    expect(steps).toHaveLength(services.length + 1);
    expect(steps.filter((step) => !existsSync(new URL(`../../${step.slice('/app/'.length)}`, import.meta.url)))).toEqual([]);
  });
});

whenBuilt(`k8s/base${missing}`, () => {
  const [{ objects = [] }] = builds as [(typeof builds)[number]];

  it('holds no secret, only the names of some', () => expect(ofKind(objects, 'Secret')).toEqual([]));

  it('runs two of each service, as the budget is made for', () => {
    expect(ofKind(objects, 'Deployment').map(({ spec }) => spec?.replicas)).toEqual(services.map(() => 2));
  });
});

whenBuilt(`the environment that k8s/overlays/dev gives${missing}`, () => {
  const { objects = [] } = builds.find(({ name }) => name === 'overlays/dev') ?? {};
  const containerOf = (name: string) => {
    const container = objects.filter(isWorkload).find(({ metadata }) => metadata.name === name)?.spec.template.spec.containers[0];
    if (container === undefined) throw new Error(`There is no workload ${name}.`);
    return container;
  };

  it.each(services)('is one that %s starts with, and no name in it is a slip', async (service) => {
    const env = environmentOf(containerOf(`rung-${service}`), objects);
    const { known, complaints } = await configUnder(service, env);
    expect(complaints).toEqual([]);
    expect(Object.keys(env).filter((name) => !known.includes(name) && !readByOthers.includes(name))).toEqual([]);
    const portOf = (name: string): string => String(containerOf(`rung-${service}`).ports?.find((port) => port.name === name)?.containerPort);
    expect(env).toMatchObject({ HOST: '0.0.0.0', PORT: portOf('http'), METRICS_PORT: portOf('metrics') });
  });

  it('gives the steps the number of lanes that the logs have', () => {
    const lanesOf = (name: string) => environmentOf(containerOf(name), objects)['LANES'];
    const lanes = ['rung-matrix', 'rung-assessment', 'rung-migrate-matrix', 'rung-migrate-assessment', 'rung-topics'].map(lanesOf);
    expect(new Set(lanes)).toEqual(new Set(['4']));
  });

  it('would be caught with a name that is a slip, with one that is missing, and with a reference to nothing', async () => {
    const env = environmentOf(containerOf('rung-matrix'), objects);
    const { known } = await configUnder('matrix', { ...env, KAFKA_BROKER: 'kafka:9092' });
    expect(known).not.toContain('KAFKA_BROKER');
    const { complaints } = await configUnder('matrix', { ...env, DATABASE_URL: '' });
    expect(complaints).toEqual([expect.stringContaining('DATABASE_URL is not set')]);
    expect(() => environmentOf({ ...containerOf('rung-matrix'), envFrom: [{ configMapRef: { name: 'nonesuch' } }] }, objects)).toThrow('no ConfigMap nonesuch');
  });
});

describe('a pod', () => {
  const pod: PodSpec = {
    serviceAccountName: 'rung',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 40,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'service',
        image: 'rung/matrix:0.1.0',
        ports: [{ name: 'http', containerPort: 7400 }],
        env: [{ name: 'NODE_OPTIONS', value: '--max-old-space-size=384' }],
        resources: { requests: { cpu: '1', memory: '256Mi' }, limits: { memory: '512Mi' } },
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        startupProbe: { httpGet: { path: '/live', port: 'http' } },
        livenessProbe: { httpGet: { path: '/live', port: 'http' } },
        readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
        lifecycle: { preStop: { sleep: { seconds: 5 } } },
      },
    ],
  };
  const [container] = pod.containers as [PodSpec['containers'][number]];
  const withContainer = (changes: Partial<typeof container>): PodSpec => ({ ...pod, containers: [{ ...container, ...changes }] });

  it('is content with what it should be', () => expect([...securityFaultsOf(pod), ...servingFaultsOf(pod)]).toEqual([]));

  it.each<[string, PodSpec, string]>([
    ['that may run as root', { ...pod, securityContext: {} }, 'may run as root'],
    ['without a seccomp profile', { ...pod, securityContext: { runAsNonRoot: true, runAsUser: 1 } }, 'has no seccomp profile'],
    ['in the network of its host', { ...pod, hostNetwork: true }, 'shares a namespace of the host'],
    ['with a token of the cluster', { ...pod, automountServiceAccountToken: true }, 'mounts a token of the cluster'],
    ['that keeps capabilities', withContainer({ securityContext: { ...container.securityContext, capabilities: {} } }), 'service keeps capabilities'],
    ['of the latest image', withContainer({ image: 'rung/matrix:latest' }), 'service has the image rung/matrix:latest, which is no certain one'],
    ['without a memory limit', withContainer({ resources: { requests: container.resources?.requests } }), 'service does not say what it needs'],
    ['with a heap as large as its memory', withContainer({ env: [{ name: 'NODE_OPTIONS', value: '--max-old-space-size=512' }] }), 'service has a heap that does not fit its memory'],
  ])('%s would be caught', (_name, faulty, fault) => expect(securityFaultsOf(faulty)).toContain(fault));

  it.each<[string, PodSpec, string]>([
    ['without a readiness probe', withContainer({ readinessProbe: undefined }), 'service has no readiness probe on /ready'],
    ['that asks its dependencies whether it lives', withContainer({ livenessProbe: { httpGet: { path: '/ready', port: 'http' } } }), 'service has no liveness probe on /live'],
    ['with too little time to stop', { ...pod, terminationGracePeriodSeconds: 25 }, 'service is killed before its own limit'],
  ])('%s would be caught', (_name, faulty, fault) => expect(servingFaultsOf(faulty)).toContain(fault));

  it('has an image by version or digest', () => {
    expect(['rung/matrix', 'rung/matrix:latest', 'host:5000/rung/matrix', 'node:lts'].filter(isPinned)).toEqual([]);
    expect(isPinned(`rung/matrix@sha256:${'a'.repeat(64)}`) && isPinned('prom/prometheus:v3.5.0')).toBe(true);
  });
});
