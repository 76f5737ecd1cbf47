// The page of a sign-in that came to nothing: it needs no script and none of the console's files, which may be what is missing.
import { createHash } from 'node:crypto';

const style = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:0;padding:2rem 1rem;color:#1a1a1a;background:#fff}
main{max-width:36rem;margin:0 auto}h1{font-size:1.5rem;line-height:1.25}a{color:#1457b8}a:focus-visible{outline:3px solid;outline-offset:3px}
small{color:#595959;overflow-wrap:anywhere}@media (prefers-color-scheme:dark){body{color:#ececec;background:#1a1b1e}a{color:#8ab8ff}small{color:#a6a7ab}}`;
const styleHash = createHash('sha256').update(style).digest('base64');

const words = {
  ru: {
    title: 'Войти не получилось',
    away: 'Сервис входа сейчас не отвечает. Ваши данные на месте; попробуйте ещё раз через минуту.',
    refused: 'Вход не подтверждён или начат слишком давно. Начните заново — это безопасно.',
    again: 'Войти ещё раз',
    number: 'Номер обращения для поддержки',
  },
  en: {
    title: 'The sign-in did not work',
    away: 'The sign-in service does not answer right now. Your data are safe; try again in a minute.',
    refused: 'The sign-in was not confirmed, or it was begun too long ago. It is safe to begin again.',
    again: 'Sign in again',
    number: 'Reference for support',
  },
} as const;

export interface Notice {
  readonly isAway: boolean;
  readonly correlationId: string;
  /** Accept-Language. */
  readonly languages: string | undefined;
}

export function signInNotice({ isAway, correlationId, languages = '' }: Notice): { readonly html: string; readonly contentSecurityPolicy: string } {
  const language = /^\s*ru\b/i.test(languages) ? 'ru' : 'en';
  const { title, away, refused, again, number } = words[language];
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Rung</title><style>${style}</style></head><body><main><h1>${title}</h1><p>${isAway ? away : refused}</p>
<p><a href="/session/sign-in">${again}</a></p><small>${number}: ${correlationId}</small></main></body></html>`;
  return { html, contentSecurityPolicy: `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'` };
}
