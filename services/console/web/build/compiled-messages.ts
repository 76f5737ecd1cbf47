import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const catalogue = /\/i18n\/[a-z-]+\/(?:later\/)?[^/]+\.json$/;

/** Parses the ICU messages of the catalogues at build time, so that no parser is sent to the browser. */
export function compiledMessages(): Plugin {
  return {
    name: 'rung-compiled-messages',
    enforce: 'pre',
    transform(code, id) {
      if (!catalogue.test(id)) return undefined;
      const messages = Object.entries(JSON.parse(code) as Record<string, string>);
      const compiled = Object.fromEntries(messages.map(([name, message]) => [name, compileMessage(message)]));
      return { code: `export default ${JSON.stringify(compiled)};`, map: null, moduleType: 'js' };
    },
  };
}
