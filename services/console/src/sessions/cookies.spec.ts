import { describe, expect, it } from '@jest/globals';

import { cookiesOf } from './cookies.js';

describe('the cookies', () => {
  it('are of this host alone, for HTTPS alone and hidden from scripts', () => {
    const { session, signIn } = cookiesOf('https://rung.example');
    expect(session.set('abc', 60)).toBe('__Host-rung=abc; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure');
    expect(signIn.clear()).toBe('__Host-rung-sign-in=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure');
  });

  it('are named after the port on loopback without HTTPS, where ports share their cookies', () => {
    expect(cookiesOf('http://127.0.0.1:7400').session.set('abc', 60)).toBe('rung-7400=abc; Max-Age=60; Path=/; HttpOnly; SameSite=Lax');
  });

  it('are read by their whole name', () => {
    const { session } = cookiesOf('https://rung.example');
    expect(session.read('x=1; __Host-rung=abc; __Host-rung-sign-in=def')).toBe('abc');
    for (const header of [undefined, '', 'rung=abc', 'x__Host-rung=abc', '__Host-rung=']) expect(session.read(header)).toBeUndefined();
  });
});
