// Lints texts as if they lay at given paths: a JSON list of { path, text } on stdin, per text the rules that it broke on stdout.
// A process of its own, because Jest's module system and ESLint's own imports do not get along.
import { text as readText } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const files = JSON.parse(await readText(process.stdin));
const eslint = new ESLint({
  // The paths do not exist, so no program knows them: rules that ask for types stay out.
  overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
});

const broken = [];
for (const { path, text } of files) {
  const results = await eslint.lintText(text, { filePath: path });
  broken.push(results.flatMap((result) => result.messages.map((message) => message.ruleId ?? `fatal: ${message.message}`)));
}
process.stdout.write(JSON.stringify(broken));
