import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { compiledMessages } from './build/compiled-messages.js';
import { firstLoadBudget } from './build/first-load-budget.js';

export default defineConfig({
  plugins: [react(), compiledMessages(), firstLoadBudget({ mostGzipBytes: 200_000, dialogsOver: 'matrix-page' })],
  resolve: { conditions: ['rung-source', 'module', 'browser', 'development|production'] },
  build: { target: 'es2023', assetsInlineLimit: 0, manifest: true, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': 'http://127.0.0.1:7400', '/session': 'http://127.0.0.1:7400', '/issuer': 'http://127.0.0.1:7400' } },
});
