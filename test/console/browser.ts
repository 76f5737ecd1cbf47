// A real browser that takes note of what a page must never do.
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export interface Look {
  readonly locale: 'en-GB' | 'ru-RU';
  readonly colorScheme: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong so far: violations of the page's policy, requests to others, errors nobody caught. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

const quietly = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const launch = (executablePath: string): Promise<Browser> => chromium.launch({ executablePath, args: quietly });

/** The languages and themes that every page is looked at in. */
export const looks: readonly Look[] = [
  { locale: 'en-GB', colorScheme: 'light' },
  { locale: 'en-GB', colorScheme: 'dark' },
  { locale: 'ru-RU', colorScheme: 'light' },
  { locale: 'ru-RU', colorScheme: 'dark' },
];

/** @param url the one origin that may be asked anything. @param doors where else people may be sent to sign in. */
export async function visit(browser: Browser, url: string, look: Look, doors: readonly string[] = []): Promise<Visit> {
  const { locale, colorScheme, width = 1280, height = 900 } = look;
  const allowed = [url, ...doors].map((address) => new URL(address).origin);
  const context = await browser.newContext({ baseURL: url, locale, colorScheme, viewport: { width, height }, reducedMotion: 'reduce' });
  const faults: string[] = [];
  await context.exposeBinding('rungViolation', (_source, directive: string, blocked: string) => void faults.push(`policy violated: ${directive} by ${blocked}`));
  const reporting = "document.addEventListener('securitypolicyviolation', (event) => rungViolation(event.effectiveDirective, event.blockedURI))";
  await context.addInitScript({ content: reporting });
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (!allowed.includes(origin) && protocol !== 'data:' && protocol !== 'blob:') faults.push(`asked another origin: ${request.url()}`);
  });
  context.on('weberror', (error) => faults.push(`not caught: ${error.error().message}`));
  const page = await context.newPage();
  return { page, context, faults, close: () => context.close() };
}

/** Through the page's own door, and the person picker of the demo. @param path where to come to. */
export async function signIn({ page }: Pick<Visit, 'page'>, person: string, path = '/'): Promise<void> {
  await page.goto(`/session/sign-in?return=${encodeURIComponent(path)}`);
  await page.locator(`button[value="${person}"]`).click();
  await settled(page);
}

export async function go({ page }: Pick<Visit, 'page'>, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}

/** Once the page has its heading and asks for nothing more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  // one answer may lead to the next question
  await page.locator('[data-loading]').first().waitFor({ state: 'detached' });
}
