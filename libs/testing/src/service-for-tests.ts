// A service's module behind real HTTP, with an issuer of its own, as a test calls it.
import { Module, type DynamicModule } from '@nestjs/common';
import { createLogger, createTokenIssuer, createTokenVerifier, ServiceKitModule, startHttp, type Clock, type Logger, type Role } from '@rung/service-kit';
import { Registry } from 'prom-client';

const issuerUrl = 'http://issuer.test';
export const testPersonIdSecret = 'a secret of the tests that makes opaque ids';

export interface ServiceUnderTest {
  readonly url: string;
  readonly registry: Registry;
  /** Calls as a person, by the organisation's key, with roles. */
  as(personKey: string, ...roles: Role[]): Caller;
  /** The access token that such a call carries. */
  tokenOf(personKey: string, ...roles: Role[]): Promise<string>;
  close(): Promise<void>;
}

export interface Call {
  readonly body?: unknown;
  /** `application/json` unless given; other bodies are sent as they are. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks at whatever came
  readonly body: any;
}

export type Caller = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, call?: Call) => Promise<Answer>;

export interface ServiceOptions {
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly registry?: Registry;
}

/** Starts the modules on a free port of loopback. */
export async function serviceForTests(modules: readonly DynamicModule[], options: ServiceOptions = {}): Promise<ServiceUnderTest> {
  const { clock, logger = createLogger({ level: 'error', name: 'test' }), registry = new Registry() } = options;
  const issuer = await createTokenIssuer({ issuer: issuerUrl, clock });
  const verifier = createTokenVerifier({
    issuer: issuerUrl,
    audience: issuer.audience,
    jwks: issuer.jwks,
    personIdSecret: testPersonIdSecret,
    clock,
  });

  @Module({
    imports: [
      ServiceKitModule.forRoot({ verifier, registry, logger, personIdSecret: testPersonIdSecret, clock }),
      ...modules,
    ],
  })
  class UnderTest {}

  const http = await startHttp(UnderTest, { host: '127.0.0.1', port: 0, title: 'test', description: 'test', version: '0' });
  const tokenOf = async (personKey: string, ...roles: Role[]): Promise<string> => (await issuer.issue(personKey, roles)).token;
  return {
    url: http.url,
    registry,
    tokenOf,
    as(personKey, ...roles) {
      return async (method, path, { body, type = 'application/json', headers = {} } = {}) => {
        const token = await tokenOf(personKey, ...roles);
        const response = await fetch(http.url + path, {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body === undefined ? {} : { 'content-type': type }),
            ...headers,
          },
          body: body === undefined ? undefined : body instanceof Uint8Array ? body : type === 'application/json' ? JSON.stringify(body) : String(body),
        });
        const text = await response.text();
        const isJson = response.headers.get('content-type')?.includes('json') === true;
        return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
      };
    },
    close: () => http.close(),
  };
}
