// Where a sign-in leads back to: a place of the page, and never another origin.

const longest = 2_000;
const anyOrigin = 'http://console.invalid';
/** What answers there is no page, and the sign-in itself would go round in circles. */
const noPage = /^\/(session|api|issuer)(\/|$|\?)/;

/** @returns `/` for what is no path of the page. */
export function returnPathOf(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > longest || !asked.startsWith('/') || !URL.canParse(asked, anyOrigin)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, anyOrigin);
  // `//host`, `/\host` and a line break within are other origins to a browser, which the parser above knows as it does
  if (origin !== anyOrigin || pathname.startsWith('//') || noPage.test(pathname)) return '/';
  return `${pathname}${search}${hash}`;
}
