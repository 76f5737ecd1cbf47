// How code reads here, as far as a machine can see it: boundaries between workspaces and folders, purity. What needs types is in .oxlintrc.json.
process.env.NX_DAEMON = 'false';

import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

import rung, { clockAndChance, decisionInView, defaultBranch, ifInController, manyDependencies } from './eslint.rules.js';

// The boundary rule reads the project graph from Nx's cache and says nothing when there is none: make it, every time.
await createProjectGraphAsync();

const core = ['type:core'];
const adapterTags = [...core, 'type:contracts', 'type:adapter'];

/** The tag table of style.md; `testing` opens for specs alone. */
const tagTable = ({ inSpecs }) => {
  const testing = inSpecs ? ['type:testing'] : [];
  return [
    { sourceTag: 'type:core', onlyDependOnLibsWithTags: core },
    { sourceTag: 'type:contracts', onlyDependOnLibsWithTags: core },
    { sourceTag: 'type:adapter', onlyDependOnLibsWithTags: [...adapterTags, ...testing] },
    { sourceTag: 'type:service', onlyDependOnLibsWithTags: [...adapterTags, ...testing] },
    { sourceTag: 'type:testing', onlyDependOnLibsWithTags: adapterTags },
    { sourceTag: 'type:console', onlyDependOnLibsWithTags: [...core, 'type:contracts'] },
    { sourceTag: 'type:composition', onlyDependOnLibsWithTags: [...adapterTags, 'type:service', ...testing, 'type:composition'] },
  ];
};

const boundaries = (where) => [
  'error',
  {
    depConstraints: tagTable(where),
    enforceBuildableLibDependency: false,
    // Specs of the adapters use the servers of `testing`, which is made of the adapters; the builds know no such circle.
    ignoredCircularDependencies: [['@rung/testing', '!@rung/testing']],
    checkDynamicDependenciesExceptions: ['.*'],
  },
];

/** Packages that are arithmetic, schemas or tables: no I/O, no clock, no chance. Add one here when its source shows the same. */
const purePackages = ['@e965/xlsx', 'csv-parse/sync', 'diff', 'fflate', 'jsonc-parser', 'markdown-it', 'yaml', 'zod', 'fraction\\.js', 'fastest-levenshtein', '@noble/hashes/[a-z0-9]+\\.js', 'json-canonicalize'];
const ownPure = '@rung/(contracts|event-sourcing|matrix-model)(/|$)';
const onlyImports = (patterns) => [
  'error',
  { patterns: [{ regex: `^(?!\\.{1,2}/|${patterns.join('|')})`, message: 'The domain is plain functions: no framework, no database, no I/O.' }] },
];
const pureFolders = ['services/*/src/domain/**/*.ts', 'libs/{event-sourcing,matrix-model,contracts}/src/**/*.ts'];
const pureImports = [ownPure, ...purePackages.map((name) => `${name}$`)];
const specImports = ['@jest/globals$', 'fast-check$', '@rung/testing$', 'node:(assert|fs|path|url)(/|$)'];

const nodeGlobals = ['process', 'console', 'performance', 'URL', 'setTimeout', 'clearTimeout'];
const specs = ['**/*.spec.ts', '**/*.fixture.ts', 'test/**/*.ts'];
const readsTheEnvironment = [
  'services/*/src/{config,main,distributed}.ts',
  'libs/{local-servers,testing}/src/**/*.ts',
  'libs/event-store/src/failpoint.ts',
  ...specs,
];

export default defineConfig(
  { ignores: ['**/dist/', '**/node_modules/', '.rung/', '.nx/', 'coverage/', 'test/bench/peers/'] },
  js.configs.recommended,
  {
    files: ['**/*.js'],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    plugins: { rung, '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries({ inSpecs: false }),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }],
      'rung/areas': 'error',
      'rung/no-default-branch': ['error', ...defaultBranch],
      'rung/few-dependencies': ['error', ...manyDependencies],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'config.ts is the only reader of the environment.' }],
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['kafkajs'], importNamePattern: '^KafkaJS', message: 'Jest finds these, Node does not, and the built program ends at its start: kafkajs.KafkaJSError, of the default import.' }] },
      ],
      'max-lines': ['error', { max: 200 }],
      eqeqeq: 'error',
      // What people paste holds control characters, and the code that reads it names them.
      'no-control-regex': 'off',
    },
  },
  {
    // The page: the same rules, and those of React.
    files: ['services/console/web/**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    plugins: { rung, '@nx': nx, 'react-hooks': reactHooks },
    rules: {
      '@nx/enforce-module-boundaries': boundaries({ inSpecs: false }),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 200 }],
      eqeqeq: 'error',
    },
  },
  { files: ['services/console/web/src/api/schema.d.ts'], rules: { 'max-lines': 'off' } },
  { files: ['services/{cli,standalone}/src/**/*.ts', 'test/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: readsTheEnvironment, rules: { 'no-restricted-properties': 'off' } },
  {
    files: pureFolders,
    rules: {
      'rung/pure-imports': onlyImports(pureImports),
      'rung/no-clock-or-chance': ['error', ...clockAndChance],
      'no-restricted-globals': ['error', 'process', 'fetch', 'crypto', 'performance'],
    },
  },
  { files: ['libs/event-sourcing/src/specification.ts'], rules: { 'rung/pure-imports': onlyImports([...pureImports, 'node:assert/strict$']) } },
  { files: ['services/matrix/src/domain/importing/reading.ts'], rules: { 'max-lines': ['error', { max: 250 }] } },
  { files: ['services/*/src/views/**/*.ts'], rules: { 'rung/no-decision-in-views': ['error', ...decisionInView] } },
  { files: ['services/*/src/**/*.projector.ts'], rules: { 'rung/no-clock-or-chance': ['error', ...clockAndChance] } },
  { files: ['services/*/src/**/*.controller.ts'], rules: { 'rung/no-if-in-controllers': ['error', ...ifInController] } },
  {
    files: specs,
    rules: {
      '@nx/enforce-module-boundaries': boundaries({ inSpecs: true }),
      'max-lines': ['error', { max: 500 }],
    },
  },
  {
    files: pureFolders.flatMap((folder) => ['*.spec.ts', '*.fixture.ts'].map((names) => folder.replace('*.ts', names))),
    rules: {
      'rung/pure-imports': onlyImports([...pureImports, ...specImports]),
      'no-restricted-globals': ['error', 'fetch', 'crypto'],
    },
  },
);
