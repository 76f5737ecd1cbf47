// What a browser may do with the page: run its own scripts, ask this very server, be shown in no frame.

const elsewhere = {
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** @param nonce of this one answer, for the styles that the kit writes into the page. */
export function pageHeaders(nonce: string): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // the kit sets sizes and places as style attributes, which carry no nonce and load nothing
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ];
  return {
    ...elsewhere,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    // never from a cache without asking, and never answered with 304: the nonce of the policy is that of this very text
    'cache-control': 'no-cache',
    vary: 'accept, sec-fetch-mode',
  };
}
