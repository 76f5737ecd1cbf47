// The OpenAPI document: what Nest finds, and what holds of every operation and no controller has to repeat.
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { problem } from '@rung/contracts';
import { z } from 'zod';

export interface ApiDescription {
  readonly title: string;
  readonly description: string;
  readonly version: string;
}

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];
type Parameter = NonNullable<Operation['parameters']>[number];

const changes = ['post', 'put', 'patch', 'delete'] as const;
const problemReference = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const headersOfCommands: readonly Parameter[] = [
  {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'Drawn by the client: the same key has one effect and one answer, for ever.',
    schema: { type: 'string', format: 'uuid' },
  },
  {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The version that the decision was made on, in quotes, as the ETag of a command gave it; else 409 version-conflict.',
    schema: { type: 'string', pattern: '^"\\d{1,9}"$' },
  },
];

/** Serves the page at /docs and the document at /docs-json; to be called before the application is initialised. */
export function serveApiDocument(app: INestApplication, { title, description, version }: ApiDescription): void {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An access token of RFC 9068' })
    .addSecurityRequirements('bearer')
    .build();
  const document = completed(SwaggerModule.createDocument(app, config, { operationIdFactory }));
  SwaggerModule.setup('docs', app, document, { jsonDocumentUrl: 'docs-json', raw: ['json'], customSiteTitle: title });
}

/** `cycles_open`: unique, as no two controllers of a process have one name. */
function operationIdFactory(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}_${method}`;
}

function completed(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths)) {
    if (path.get !== undefined) describe(path.get);
    for (const method of changes) {
      const operation = path[method];
      if (operation === undefined) continue;
      describe(operation);
      operation.parameters = [...(operation.parameters ?? []), ...headersOfCommands];
    }
  }
  const schemas = { ...document.components?.schemas, Problem: schemaOfProblem() };
  document.components = { ...document.components, schemas };
  return document;
}

/** As a client reads it: more members than these are the particulars of a refusal. */
function schemaOfProblem(): Schema {
  const { $defs } = z.toJSONSchema(problem, { io: 'input' });
  const schema = $defs?.['Problem'];
  if (schema === undefined) throw new Error('The schema of a problem has lost its name.');
  // zod writes the dialect that OpenAPI 3.1 is made of, under a type of its own
  return schema as object as Schema;
}

function describe(operation: Operation): void {
  operation.responses = { default: { description: 'A refusal, by RFC 9457', content: problemReference }, ...operation.responses };
}
