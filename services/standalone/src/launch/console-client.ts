import type { IssuerClient } from '../issuer/authorization.js';

/** The console as the issuer of the demo knows it. @param consoleUrl an origin. */
export function consoleClient(consoleUrl: string): IssuerClient {
  return { id: 'rung-console', redirectUri: `${consoleUrl}/session/callback` };
}

export const consoleScope = 'openid profile';
