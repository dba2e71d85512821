import { commandsByModule } from '#transports/rapi/names.ts';
import { logicboxesPaths } from './logicboxes-paths.ts';
import type { Describe } from './operation.ts';
import { rapiPaths } from './rapi-paths.ts';
import { actionSchemas, whmcsPath } from './whmcs-path.ts';

const json = (schema: object) => ({ 'application/json': { schema } });
const refused = { $ref: '#/components/schemas/Refused' };

/** The legacy transports in OpenAPI 3.1, made of the definitions that serve them. */
export function openapiDocument(describe: Describe) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hostgraph: the legacy APIs',
      version: '1',
      description:
        'Every command is one stored GraphQL operation (`x-graphql`), executed with the same permissions, limits and books as any other. Retries are safe with `idempotency_key`; `dry_run=1` tries a change and leaves nothing.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: [...Object.keys(commandsByModule), 'whmcs', 'logicboxes'].map((name) => ({ name })),
    paths: {
      ...rapiPaths(describe),
      '/includes/api.php': whmcsPath(),
      ...logicboxesPaths(describe),
    },
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of an API credential; /rapi takes it as parameter `token`, too.',
        },
      },
      schemas: {
        Refused: {
          type: 'object',
          properties: { result: { const: 'error' }, message: { type: 'string' } },
          required: ['result', 'message'],
        },
        WhmcsCredentials: {
          type: 'object',
          properties: {
            identifier: { type: 'string', description: 'Identifier of an API credential.' },
            secret: { type: 'string', description: 'Its token.' },
            username: {
              type: 'string',
              description: 'In place of the identifier; the user name of its staff member, too.',
            },
            password: { type: 'string', description: 'In place of the secret; its MD5, too.' },
            accesskey: { type: 'string' },
            responsetype: { type: 'string', enum: ['json', 'xml', 'nvp'], default: 'nvp' },
          },
        },
        ...actionSchemas(),
      },
      responses: {
        NotAllowed: {
          description: 'Unknown token, refused address, or a command that the key may not call.',
          content: json(refused),
        },
        TooLarge: { description: 'The request is too large.', content: json(refused) },
        TooMany: {
          description: 'Too many requests; `Retry-After` says when.',
          content: json(refused),
        },
        Unavailable: { description: 'Nothing was done; try again.', content: json(refused) },
        LogicBoxesError: {
          description: 'What is wrong, as the platform says it.',
          content: json({
            type: 'object',
            properties: { status: { const: 'ERROR' }, message: { type: 'string' } },
          }),
        },
      },
    },
  };
}

/** The document with its own types forgotten. */
export type OpenapiDocument = ReturnType<typeof openapiDocument>;
