// The manifests as kustomize builds them, with as much of Kubernetes' types as the specs look at.
import { fileURLToPath } from 'node:url';

import { parseAllDocuments } from 'yaml';

import { run } from './program.js';

type Labels = Readonly<Record<string, string>>;

export interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: string };
}

interface KeyReference {
  readonly name: string;
  readonly key: string;
  /** Left out of the environment where nothing has it. */
  readonly optional?: boolean;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: KeyReference; readonly configMapKeyRef?: KeyReference };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly env?: readonly EnvironmentVariable[];
  readonly envFrom?: readonly { readonly configMapRef?: { readonly name: string } }[];
  readonly resources?: { readonly requests?: Labels; readonly limits?: Labels };
  readonly securityContext?: {
    readonly allowPrivilegeEscalation?: boolean;
    readonly readOnlyRootFilesystem?: boolean;
    readonly privileged?: boolean;
    readonly runAsNonRoot?: boolean;
    readonly runAsUser?: number;
    readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
    readonly seccompProfile?: { readonly type: string };
  };
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly lifecycle?: { readonly preStop?: { readonly sleep?: { readonly seconds: number } } };
}

export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly enableServiceLinks?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly securityContext?: { readonly runAsNonRoot?: boolean; readonly runAsUser?: number; readonly seccompProfile?: { readonly type: string } };
  readonly topologySpreadConstraints?: readonly { readonly topologyKey: string; readonly labelSelector: { readonly matchLabels: Labels } }[];
  readonly volumes?: readonly Readonly<Record<string, unknown>>[];
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly automountServiceAccountToken?: boolean;
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly replicas?: number;
    readonly maxUnavailable?: number;
    readonly selector?: { readonly matchLabels?: Labels } & Readonly<Record<string, unknown>>;
    readonly podSelector?: { readonly matchLabels?: Labels };
    readonly policyTypes?: readonly string[];
    readonly ports?: readonly { readonly targetPort: string }[];
    readonly ingress?: readonly unknown[];
    readonly egress?: readonly unknown[];
    readonly template?: { readonly metadata: { readonly labels: Labels }; readonly spec: PodSpec };
  };
}

export type Workload = KubernetesObject & { readonly spec: { readonly template: { readonly metadata: { readonly labels: Labels }; readonly spec: PodSpec } } };

/** @returns undefined when there is no kubectl. @throws Error with what kubectl says when it does not build. */
export async function built(kustomization: string): Promise<readonly KubernetesObject[] | undefined> {
  const ran = await run('kubectl', ['kustomize', fileURLToPath(new URL(`../../k8s/${kustomization}`, import.meta.url))]);
  if (ran === undefined) return undefined;
  if (ran.exitCode !== 0) throw new Error(ran.stderr);
  return parseAllDocuments(ran.stdout).map((document) => {
    if (document.errors.length > 0) throw document.errors[0] as Error;
    return document.toJS() as KubernetesObject;
  });
}

export const isWorkload = (object: KubernetesObject): object is Workload => object.spec?.template !== undefined;
export const ofKind = (objects: readonly KubernetesObject[], kind: string): readonly KubernetesObject[] => objects.filter((object) => object.kind === kind);

/** Whether a selector of labels picks something with these labels. */
export const selects = (selector: Labels, labels: Labels): boolean => Object.entries(selector).every(([key, value]) => labels[key] === value);

/**
 * The environment that a container starts with.
 * @throws Error for a reference to a key that none of the objects has.
 */
export function environmentOf({ env = [], envFrom = [] }: Container, objects: readonly KubernetesObject[]): Readonly<Record<string, string>> {
  const dataOf = (kind: string, wanted: string): Readonly<Record<string, string>> => {
    const found = objects.find((object) => object.kind === kind && object.metadata.name === wanted);
    if (found === undefined) throw new Error(`There is no ${kind} ${wanted}.`);
    return found.data ?? {};
  };
  const keyOf = (kind: string, { name, key }: KeyReference): string => {
    const text = dataOf(kind, name)[key];
    if (text === undefined) throw new Error(`${kind} ${name} has no ${key}.`);
    return kind === 'Secret' ? Buffer.from(text, 'base64').toString() : text;
  };
  const shared = envFrom.flatMap(({ configMapRef }) => (configMapRef === undefined ? [] : Object.entries(dataOf('ConfigMap', configMapRef.name))));
  const isThere = (kind: string, { name, key }: KeyReference): boolean =>
    objects.some((object) => object.kind === kind && object.metadata.name === name && object.data?.[key] !== undefined);
  const referred = (name: string, kind: string, reference: KeyReference): [string, string][] =>
    reference.optional === true && !isThere(kind, reference) ? [] : [[name, keyOf(kind, reference)]];
  const own = env.flatMap(({ name, value, valueFrom }): [string, string][] => {
    if (valueFrom?.secretKeyRef !== undefined) return referred(name, 'Secret', valueFrom.secretKeyRef);
    if (valueFrom?.configMapKeyRef !== undefined) return referred(name, 'ConfigMap', valueFrom.configMapKeyRef);
    return [[name, value ?? '']];
  });
  return Object.fromEntries([...shared, ...own]);
}
