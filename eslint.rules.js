// The laws of this code base that no ready-made rule knows, each under a name of its own so that a message says which one broke.
import { dirname, join, sep } from 'node:path';
import { builtinRules } from 'eslint/use-at-your-own-risk';

const syntax = builtinRules.get('no-restricted-syntax');
const imports = builtinRules.get('no-restricted-imports');

/** The folder below a service's `src` that a file lies in; `''` for a file in `src` itself, undefined outside of a service. */
function areaOf(path) {
  const found = path.split(sep).join('/').match(/services\/([^/]+)\/src\/(?:([^/]+)\/)?([^/]+)/);
  return found === null ? undefined : { service: found[1], area: found[2] ?? '', file: found[3] };
}

/** Which areas of its own service a file must not reach into; every area leaves start-up and wiring alone. */
function isClosedTo(from, to) {
  if (from.area === '' || from.area === to.area) return false;
  if (to.area === '') return from.area === 'domain' || /^main\.|\.module\./.test(to.file);
  if (from.area === 'domain') return true;
  const closed = {
    commands: ['views'],
    views: ['commands', 'processes'],
    reference: ['commands', 'views', 'processes'],
    processes: ['commands', 'views'],
    privacy: ['commands', 'views', 'processes'],
  };
  return (closed[from.area] ?? []).includes(to.area);
}

/**
 * `domain/` reaches its own files only; `commands/` and `views/` never each other; `processes/` neither of them; `reference/` and
 * `privacy/` are reached by all and reach none. A command may ask a process's memory (docs/decisions/0009-the-roster.md).
 */
const areas = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { closed: '{{from}}/ must not import from {{to}} (style.md: the way of the data never turns back).' },
  },
  create(context) {
    const from = areaOf(context.filename);
    if (from === undefined) return {};
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== 'string' || !source.startsWith('.')) return;
      const to = areaOf(join(dirname(context.filename), source));
      if (to === undefined || to.service !== from.service || !isClosedTo(from, to)) return;
      context.report({ node, messageId: 'closed', data: { from: from.area, to: to.area === '' ? to.file : `${to.area}/` } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

/** @type {import('eslint').ESLint.Plugin} */
export default {
  meta: { name: 'rung' },
  rules: {
    areas,
    'no-clock-or-chance': syntax,
    'no-default-branch': syntax,
    'no-if-in-controllers': syntax,
    'no-decision-in-views': syntax,
    'few-dependencies': syntax,
    'pure-imports': imports,
  },
};

/** Options of the rules above that are lists of selectors. */
export const clockAndChance = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The time comes in with the command.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'The time comes in with the command.' },
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: 'The time comes in with the command.' },
  { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'Ids and chance come in with the command.' },
];
export const defaultBranch = [
  { selector: 'SwitchCase[test=null]', message: 'No default branch: a forgotten event or command must not compile.' },
];
const mostDependencies = 5;
export const manyDependencies = [
  {
    selector: `MethodDefinition[kind="constructor"] > FunctionExpression[params.length>${mostDependencies}]`,
    message: `More than ${mostDependencies} dependencies: split the class by use case, or make one concept of what always travels together; a bag of them is none.`,
  },
];
export const ifInController = [
  { selector: 'IfStatement', message: 'A controller parses, names the command and hands over; decisions live in domain/.' },
];
export const decisionInView = [
  { selector: 'CallExpression[callee.property.name="decide"]', message: 'A view never asks a decider.' },
  {
    selector: 'ImportDeclaration[source.value=/^@rung.(service-kit|event-store)/] ImportSpecifier[imported.name=/^(Commands|execute)$/]',
    message: 'A view gives no commands.',
  },
];
