// Headers that tell a browser to do nothing with our answers but hand them over. Transport security is the proxy's that ends TLS.

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  // every answer is personal until a route says otherwise
  'cache-control': 'no-store',
} as const;

const nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** The page of the API documentation runs its own scripts and asks this very server; its styles are inline. */
const documentation = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const ofAnAnswer = { ...everywhere, 'content-security-policy': nothing };
const ofTheDocumentation = { ...everywhere, 'content-security-policy': documentation };

export function securityHeadersOf(url: string): Readonly<Record<string, string>> {
  const isDocumentation = url === '/docs' || url.startsWith('/docs/') || url.startsWith('/docs?');
  return isDocumentation ? ofTheDocumentation : ofAnAnswer;
}
