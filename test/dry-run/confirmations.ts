import { type DocumentNode, Kind, type OperationDefinitionNode } from 'graphql';
import { schema } from '#modules/schema.ts';
import { confirmationText } from '#transports/mcp/confirmation.ts';
import { secretsIn } from './replays.ts';
import type { Effects } from './rows.ts';

/** How many effects of a kind, and values of a request, a confirmation shows. */
const SHOWN = { effects: 20, values: 100 };

/**
 * Looks at what a person is asked to agree to where an assistant plans a change: each value that was
 * asked for, but no secret, each amount and each addressee.
 * @returns what is wrong
 */
export function checkConfirmation(
  document: DocumentNode,
  variables: object,
  effects: Effects,
): string[] {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION,
  )!;
  const args = variables as Record<string, unknown>;
  const text = confirmationText(schema, { name: 'change', operation }, { args, effects });
  const lines = text.split('\n');
  const secrets = secretsIn(document, variables);
  const values = leavesOf(variables).filter((leaf) => !secrets.includes(leaf));
  const of = (kind: string, ...columns: string[]) =>
    (effects[kind] ?? [])
      .slice(0, SHOWN.effects)
      .flatMap((row) => columns.flatMap((column) => leavesOf(row[column])));
  const expected = [
    ...(values.length > SHOWN.values ? [] : values),
    ...of('invoices', 'total', 'client'),
    ...of('emails', 'to', 'cc', 'bcc'),
    ...of('postings', 'amount', 'account'),
  ];
  return [
    ...expected
      .filter((value) => !lines.some((line) => line.includes(value)))
      .map((value) => `“${value.slice(0, 80)}” is not in the confirmation`),
    ...secrets
      .filter((secret) => text.includes(secret))
      .map(() => 'a secret is in the confirmation'),
  ];
}

/** The texts and numbers of a value that are short and stand in one line. */
function leavesOf(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leavesOf);
  if (value === undefined || value === null) return [];
  const leaf = String(value);
  return leaf.length > 400 || /\p{Cc}/u.test(leaf) ? [] : [leaf];
}
