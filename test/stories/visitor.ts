// Somebody who signs in at the demo's issuer and calls over HTTP.
import type { Role } from '@rung/service-kit';
import type { ServiceUnderTest } from '@rung/testing';

interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks at whatever came
  readonly body: any;
}

export interface Places {
  readonly issuerUrl: string;
  readonly matrixUrl: string;
  readonly assessmentUrl: string;
  readonly reportingUrl: string;
}

/** @param url of the standalone shape. */
export function standalonePlaces(url: string): Places {
  return { issuerUrl: `${url}/issuer`, matrixUrl: url, assessmentUrl: url, reportingUrl: url };
}

/** Where the pages of the APIs are, as the process has printed it, and where its issuer is. */
export function distributedPlaces(printed: string): Places {
  const pageOf = (name: string): string => new RegExp(`API of ${name}: (http://\\S+)/docs`).exec(printed)?.[1] ?? '';
  const issuerUrl = /(http:\/\/\S+\/issuer)\/token/.exec(printed)?.[1] ?? '';
  return { issuerUrl, matrixUrl: pageOf('matrix'), assessmentUrl: pageOf('assessment'), reportingUrl: pageOf('reporting') };
}

export async function tokenOf(issuerUrl: string, person: string): Promise<string> {
  const response = await fetch(`${issuerUrl}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** Calls as somebody, whichever service has the path. */
export function callable(
  { matrixUrl, assessmentUrl, reportingUrl }: Omit<Places, 'issuerUrl'>,
  tokenFor: (person: string, ...roles: Role[]) => Promise<string>,
): Pick<ServiceUnderTest, 'as'> {
  const of = (path: string): string => (/^\/(operator\/)?matri/.test(path) ? matrixUrl : /^\/(grades|reports|operator\/reporting)/.test(path) ? reportingUrl : assessmentUrl);
  return {
    as: (person, ...roles) => async (method, path, { body, type = 'application/json', headers } = {}) => {
      const token = await tokenFor(person, ...roles);
      const response = await fetch(of(path) + path, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': type }), ...headers },
        body: body === undefined ? undefined : type === 'application/json' ? JSON.stringify(body) : String(body),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') === true;
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    },
  };
}

export async function read(url: string, token: string): Promise<Answer> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const text = await response.text();
  return { status: response.status, body: response.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : text };
}

/**
 * What the reporting service says of everybody's grade, as text by person key, without the opaque ids of people, which
 * are an installation's own.
 */
export async function gradesByKey({ issuerUrl, assessmentUrl, reportingUrl }: Places): Promise<Map<string, string>> {
  const token = await tokenOf(issuerUrl, 'hr');
  const { people } = (await read(`${assessmentUrl}/directory/people?limit=1000`, token)).body as { people: { key: string }[] };
  const { cycles } = (await read(`${assessmentUrl}/cycles`, token)).body as { cycles: { cycle: string; status: string }[] };
  const graded = cycles.find(({ status }) => status === 'closed');
  const grades = new Map<string, string>();
  for (const { key } of people) {
    const { body } = await read(`${reportingUrl}/grades/${key}?cycle=${graded?.cycle}`, token);
    const { person: _person, proposedAt: _proposed, confirmedAt: _confirmed, releasedAt: _released, ...view } = body as Record<string, unknown>;
    grades.set(key, JSON.stringify(view));
  }
  return grades;
}
