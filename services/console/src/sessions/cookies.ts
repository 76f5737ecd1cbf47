// The two cookies: one names a session, the other keeps what a sign-in must find again when the identity provider sends the browser back.

export interface Cookies {
  readonly session: Cookie;
  readonly signIn: Cookie;
}

export interface Cookie {
  /** @returns undefined where the request has none. */
  read(header: string | undefined): string | undefined;
  /** @returns a Set-Cookie. */
  set(value: string, maxAgeSeconds: number): string;
  clear(): string;
}

/**
 * Under HTTPS a browser takes a `__Host-` cookie from this very host alone. On loopback without HTTPS there is no such thing; the port is
 * in the name instead, as a browser gives the cookies of one port to all.
 */
export function cookiesOf(publicUrl: string): Cookies {
  const { protocol, port } = new URL(publicUrl);
  const isSecure = protocol === 'https:';
  const [before, after] = isSecure ? ['__Host-', ''] : ['', `-${port || '80'}`];
  return { session: cookie(`${before}rung${after}`, isSecure), signIn: cookie(`${before}rung-sign-in${after}`, isSecure) };
}

function cookie(name: string, isSecure: boolean): Cookie {
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  const set = (value: string, maxAgeSeconds: number): string => `${name}=${value}; Max-Age=${maxAgeSeconds}; ${attributes}`;
  return {
    read(header = '') {
      const start = `${name}=`;
      const found = header.split(';').map((pair) => pair.trim()).find((pair) => pair.startsWith(start));
      return found?.slice(start.length) || undefined;
    },
    set,
    clear: () => set('', 0),
  };
}
