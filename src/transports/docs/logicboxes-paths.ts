import type { AnyOperation } from '#transports/logicboxes/operation.ts';
import { operations } from '#transports/logicboxes/operations.ts';
import { Parameters } from '#transports/logicboxes/params.ts';
import { type Describe, graphqlOf } from './operation.ts';
import type { JsonSchema } from '#transports/mcp/input-schema.ts';

/** Answers whatever an operation asks of its parameters, and notes what it asked. */
class AskedParameters extends Parameters {
  readonly asked = new Map<string, { schema: JsonSchema; required: boolean }>();

  override text(name: string): string | null {
    this.#note(name, { type: 'string' }, false);
    return 'example';
  }

  override optionalId(name: string): number | null {
    this.#note(name, { type: 'integer', minimum: 0 }, false);
    return 1;
  }

  override id(name: string): number {
    this.#note(name, { type: 'integer', minimum: 0 }, true);
    return 1;
  }

  override ids(name: string): number[] {
    this.#note(name, { type: 'array', items: { type: 'integer', minimum: 0 } }, false);
    return [1];
  }

  override flag(name: string): boolean {
    this.#note(name, { type: 'string', enum: ['true', 'false', '1', '0'] }, true);
    return false;
  }

  #note(name: string, schema: JsonSchema, required: boolean): void {
    this.asked.set(name, { schema, required });
  }
}

function parametersOf({ variables }: AnyOperation) {
  const params = new AskedParameters();
  variables(params);
  return [...params.asked].map(([name, { schema, required }]) => ({
    name,
    in: 'query',
    schema,
    ...(required && { required }),
  }));
}

const credentials = [
  { name: 'auth-userid', in: 'query', required: true, schema: { type: 'integer' } },
  { name: 'api-key', in: 'query', required: true, schema: { type: 'string' } },
];

function operationOf(name: string, operation: AnyOperation, describe: Describe) {
  const facts = describe(operation.operation);
  return {
    operationId: name.replace('/', '.'),
    summary: name,
    description: facts.description,
    tags: ['logicboxes'],
    security: [],
    parameters: [...credentials, ...parametersOf(operation)],
    responses: {
      200: {
        description: 'What was asked for.',
        content: { 'application/json': { schema: { type: ['object', 'array', 'string'] } } },
      },
      500: { $ref: '#/components/responses/LogicBoxesError' },
    },
    ...graphqlOf(operation.operation, facts),
  };
}

/** `/api/<section>/<operation>.json` of the reseller platform. */
export const logicboxesPaths = (describe: Describe) =>
  Object.fromEntries(
    Object.entries(operations as unknown as Record<string, AnyOperation>).map(
      ([name, operation]) => [
        `/api/${name}.json`,
        { [operation.method === 'POST' ? 'post' : 'get']: operationOf(name, operation, describe) },
      ],
    ),
  );
