import type { DocumentNode } from 'graphql';
import { actions, type NamedAction } from '#transports/whmcs/actions.ts';
import { absentActions } from '#transports/whmcs/not-here.ts';
import { paramsOf } from '#transports/rapi/fields.ts';
import { spellingOf } from '#transports/whmcs/request-names.ts';
import type { JsonSchema } from '#transports/mcp/input-schema.ts';
import { formSchema } from './request-schema.ts';

/** Every name an action's parameter may come under leads to one of the command. */
function actionSchema(action: NamedAction): JsonSchema {
  const { name, command } = action;
  const head = { action: { const: name } };
  if (typeof command === 'function')
    return {
      type: 'object',
      description: 'What it does is decided by its parameters.',
      properties: head,
      required: ['action'],
    };
  const form = formSchema(command.params) as { properties: JsonSchema; required?: string[] };
  const spelled = new Map(
    Object.keys(paramsOf(command.params)).map((own) => [own, spellingOf(command, action, own)]),
  );
  return {
    type: 'object',
    properties: {
      ...head,
      ...Object.fromEntries(
        Object.entries(form.properties).map(([own, schema]) => [spelled.get(own) ?? own, schema]),
      ),
    },
    required: ['action', ...(form.required ?? []).map((own) => spelled.get(own) ?? own)],
  };
}

/** The stored operation of an action that has one alone. */
export const documentOf = ({ command }: NamedAction): DocumentNode | undefined =>
  typeof command === 'function' ? undefined : command.operation;

/** The forms of all actions, by the name of their component. */
export const actionSchemas = (): Record<string, JsonSchema> =>
  Object.fromEntries(actions.map((action) => [`Whmcs${action.name}`, actionSchema(action)]));

const refer = ({ name }: { name: string }) => ({ $ref: `#/components/schemas/Whmcs${name}` });

/** `/includes/api.php`: one address for all actions, told apart by `action`. */
export function whmcsPath() {
  const schema = {
    allOf: [
      { $ref: '#/components/schemas/WhmcsCredentials' },
      {
        oneOf: actions.map(refer),
        discriminator: {
          propertyName: 'action',
          mapping: Object.fromEntries(actions.map((action) => [action.name, refer(action).$ref])),
        },
      },
    ],
  };
  const absent = absentActions.map(([name, why]) => `- \`${name}\`: ${why}`).join('\n');
  return {
    post: {
      operationId: 'whmcs',
      summary: 'Actions of WHMCS',
      description: `WHMCS's own API over the same operations as /rapi. Not carried out:\n\n${absent}`,
      tags: ['whmcs'],
      security: [],
      requestBody: {
        required: true,
        content: { 'application/x-www-form-urlencoded': { schema } },
      },
      responses: {
        200: {
          description: 'The reply, or what is wrong: `result` says which.',
          content: {
            'application/json': { schema: { type: 'object' } },
            'application/xml': { schema: { type: 'string' } },
            'text/plain': { schema: { type: 'string' } },
          },
        },
        403: { $ref: '#/components/responses/NotAllowed' },
      },
    },
  };
}
