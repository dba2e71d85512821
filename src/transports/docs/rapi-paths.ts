import { commandsByModule } from '#transports/rapi/names.ts';
import { commands } from '#transports/rapi/commands.ts';
import type { AnyLegacy } from '#transports/rapi/legacy.ts';
import examples from '#generated/openapi-examples.json' with { type: 'json' };
import { type Describe, graphqlOf, summaryOf } from './operation.ts';
import type { JsonSchema } from '#transports/mcp/input-schema.ts';
import { formSchema } from './request-schema.ts';
import { schemaOfExamples } from './response-schema.ts';

interface Example {
  title: string;
  form: JsonSchema;
  reply: JsonSchema;
}

const table = commands as unknown as Readonly<Record<string, AnyLegacy>>;
const examplesOf = examples as Readonly<Record<string, readonly Example[]>>;

const refused = { $ref: '#/components/schemas/Refused' };
const response = (name: string) => ({ $ref: `#/components/responses/${name}` });

/** What a reply to a call that succeeded holds, told from a refused one by its `result`. */
function successOf(replies: readonly JsonSchema[]): JsonSchema {
  const schema = schemaOfExamples(replies.length > 0 ? replies : [{ result: 'success' }]);
  const properties = schema.properties as Record<string, unknown>;
  return { ...schema, properties: { ...properties, result: { const: 'success' } } };
}

/** What a refused request may say in this command's own words. */
const textsOf = ({ errors = {}, missing = {}, wrong = {} }: AnyLegacy): string[] => [
  ...new Set(
    [...Object.values(errors), ...Object.values(missing), ...Object.values(wrong)].filter(
      (text): text is string => typeof text === 'string',
    ),
  ),
];

/** The description of one command. */
function operationOf(name: string, tag: string, describe: Describe) {
  const command = table[name]!;
  const facts = describe(command.operation);
  const calls = examplesOf[name] ?? [];
  const replies = calls.map(({ reply }) => reply).filter(({ result }) => result === 'success');
  const named = (of: 'form' | 'reply') =>
    Object.fromEntries(
      calls.map((call, index) => [`example${index + 1}`, { summary: call.title, value: call[of] }]),
    );
  const texts = textsOf(command);
  const content = {
    schema: formSchema(command.params),
    ...(calls.length > 0 && { examples: named('form') }),
  };
  return {
    operationId: name,
    summary: summaryOf(name),
    description:
      facts.description +
      (texts.length ? `\n\nErrors: ${texts.map((text) => `“${text}”`).join(', ')}.` : ''),
    tags: [tag],
    requestBody: {
      required: true,
      content: {
        'application/x-www-form-urlencoded': content,
        'multipart/form-data': { schema: content.schema },
        'application/json': { schema: content.schema },
      },
    },
    responses: {
      200: {
        description: 'The reply, or what is wrong: `result` says which.',
        content: {
          'application/json': {
            schema: { anyOf: [successOf(replies), refused] },
            ...(calls.length > 0 && { examples: named('reply') }),
          },
          'application/xml': { schema: { type: 'string' } },
        },
      },
      403: response('NotAllowed'),
      413: response('TooLarge'),
      429: response('TooMany'),
      503: response('Unavailable'),
    },
    ...graphqlOf(command.operation, facts),
  };
}

/** `/rapi/<Command>` for each command of the reference. */
export const rapiPaths = (describe: Describe) =>
  Object.fromEntries(
    Object.entries(commandsByModule).flatMap(([tag, names]) =>
      names
        .filter((name) => name in table)
        .map((name) => [`/rapi/${name}`, { post: operationOf(name, tag, describe) }]),
    ),
  );
