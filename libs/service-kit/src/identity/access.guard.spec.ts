import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';

import { personIdSecret } from '../tiny-service.fixture.js';
import { Allow, PublicEndpoint } from './access-rules.js';
import { AccessGuard } from './access.guard.js';
import { roles, type Actor } from './actor.js';
import type { Authentication } from './authentication.js';
import { Relations } from './relations.js';

class Things {
  forgotten(): void {}

  @Allow({ role: 'hr' })
  forHr(): void {}

  @Allow({ relation: 'signed-in-twice' })
  unknownRelation(): void {}

  @PublicEndpoint('a test')
  forAll(): void {}
}

const whoMayDoAll: Actor = { subject: 'olga', personId: '00000000-0000-8000-8000-000000000001', roles: new Set(roles) };
const authentication = { actorOf: async () => whoMayDoAll } as unknown as Authentication;
const guard = new AccessGuard(new Reflector(), authentication, new Relations(), personIdSecret);

const decide = (handler: keyof Things) =>
  guard.canActivate({
    getHandler: () => Things.prototype[handler],
    getClass: () => Things,
    switchToHttp: () => ({ getRequest: () => ({ params: {}, query: {} }) }),
  } as unknown as ExecutionContext);

describe('A handler', () => {
  it('that says nothing is closed to everybody, whatever the roles', () => expect(decide('forgotten')).rejects.toMatchObject({ code: 'forbidden' }));
  it('that trusts a relation which nobody knows is closed', () => expect(decide('unknownRelation')).rejects.toMatchObject({ code: 'not-found' }));
  it('is open to whom it names', () => expect(decide('forHr')).resolves.toBe(true));
  it('is open to all where it says so', () => expect(decide('forAll')).resolves.toBe(true));
});
