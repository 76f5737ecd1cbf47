// What must be true of every pod, beyond what the schema of Kubernetes asks: the restricted Pod Security Standard, and our own habits.
import type { Container, PodSpec } from './kubernetes-objects.js';

/** What the restricted standard would refuse, and what it does not ask but we do; empty when nothing. */
export function securityFaultsOf(pod: PodSpec): readonly string[] {
  const { securityContext = {}, volumes = [] } = pod;
  const faults = [
    ...(pod.hostNetwork || pod.hostPID || pod.hostIPC ? ['shares a namespace of the host'] : []),
    ...(securityContext.runAsNonRoot === true ? [] : ['may run as root']),
    ...((securityContext.runAsUser ?? 0) > 0 ? [] : ['does not name a user by number']),
    ...(securityContext.seccompProfile?.type === 'RuntimeDefault' ? [] : ['has no seccomp profile']),
    ...(pod.automountServiceAccountToken === false ? [] : ['mounts a token of the cluster']),
    ...(pod.enableServiceLinks === false ? [] : ['gets variables of other services']),
    ...(pod.serviceAccountName === undefined ? ['runs under the default service account'] : []),
    ...(volumes.some((volume) => 'hostPath' in volume) ? ['mounts a path of the host'] : []),
  ];
  return [...faults, ...[...pod.containers, ...(pod.initContainers ?? [])].flatMap(containerFaultsOf)];
}

function containerFaultsOf({ name, image, resources, securityContext = {}, env = [] }: Container): readonly string[] {
  const { capabilities = {} } = securityContext;
  const faults = [
    ...(securityContext.allowPrivilegeEscalation === false ? [] : ['may escalate its privileges']),
    ...(securityContext.privileged ? ['is privileged'] : []),
    ...(securityContext.readOnlyRootFilesystem === true ? [] : ['may write to its image']),
    ...(securityContext.runAsNonRoot === false || securityContext.runAsUser === 0 ? ['runs as root'] : []),
    ...(capabilities.drop?.includes('ALL') && (capabilities.add ?? []).length === 0 ? [] : ['keeps capabilities']),
    ...(isPinned(image) ? [] : [`has the image ${image}, which is no certain one`]),
    ...(resources?.requests?.['cpu'] && resources.requests['memory'] && resources.limits?.['memory'] ? [] : ['does not say what it needs']),
    ...(fitsHeap(env.find((variable) => variable.name === 'NODE_OPTIONS')?.value, resources?.limits?.['memory']) ? [] : ['has a heap that does not fit its memory']),
  ];
  return faults.map((fault) => `${name} ${fault}`);
}

/** By digest, or by a tag that is a version. */
export const isPinned = (image: string): boolean => /@sha256:[0-9a-f]{64}$/.test(image) || /:v?\d[\w.-]*$/.test(image);

/** About three quarters of the limit for the heap; half, where a thread needs memory beside it. */
function fitsHeap(options = '', limit = ''): boolean {
  const heapMiB = Number(/--max-old-space-size=(\d+)/.exec(options)?.[1]);
  const limitMiB = Number(/^(\d+)Mi$/.exec(limit)?.[1]);
  return heapMiB >= 0.5 * limitMiB && heapMiB <= 0.8 * limitMiB;
}

/** A stop that hangs ends the process after this: libs/service-kit, stopOnSignals. */
const stopLimitSeconds = 20;

/** What a pod that serves lacks: probes, and time to stop. */
export function servingFaultsOf({ containers, terminationGracePeriodSeconds = 30 }: PodSpec): readonly string[] {
  return containers.flatMap(({ name, startupProbe, livenessProbe, readinessProbe, lifecycle, ports = [] }) => {
    const sleep = lifecycle?.preStop?.sleep?.seconds ?? 0;
    const asks = (path: string, probe: typeof startupProbe): boolean => probe?.httpGet?.path === path && ports.some((port) => port.name === probe.httpGet?.port);
    const faults = [
      ...(asks('/live', startupProbe) ? [] : ['has no startup probe on /live']),
      ...(asks('/live', livenessProbe) ? [] : ['has no liveness probe on /live']),
      ...(asks('/ready', readinessProbe) ? [] : ['has no readiness probe on /ready']),
      ...(sleep > 0 ? [] : ['gets SIGTERM while requests still come']),
      ...(terminationGracePeriodSeconds > sleep + stopLimitSeconds ? [] : ['is killed before its own limit']),
    ];
    return faults.map((fault) => `${name} ${fault}`);
  });
}
