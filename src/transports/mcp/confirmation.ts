import { type GraphQLInputType, type GraphQLSchema, typeFromAST } from 'graphql';
import { isPlainObject } from '#core/plain.ts';
import { redactedAs } from '#schema/redact.ts';
import type { Tool } from './tools.ts';

type Row = Readonly<Record<string, unknown>>;

/** Effects of a dry run, by kind. */
export type ReadEffects = Readonly<Record<string, readonly Row[]>>;

/** What a person should read of each kind of effect before agreeing to it; others are counted. */
const sentences: Readonly<Record<string, (effect: Row) => string>> = {
  events: ({ type }) => `Event ${text(type)}`,
  invoices: ({ invoice, isNew, client, status, total, currency }) =>
    `${isNew ? 'New invoice' : `Invoice ${text(invoice)}`} of ${text(client)}: ${text(total)} ${text(currency)}, ${text(status)}`,
  emails: ({ subject, to, cc, bcc }) =>
    `Email “${text(subject)}” to ${[to, cc, bcc].map(text).filter(Boolean).join(', ')}`,
  tasks: ({ kind, subject, provider, input }) =>
    `Call at ${text(provider) || 'a provider'}: ${text(kind)} for ${text(subject)}${withValues(input)}`,
  postings: ({ cause, account, amount, currency, client }) =>
    `Posting ${text(cause)} to ${text(account)}: ${text(amount)} ${text(currency)}${client ? ` (${text(client)})` : ''}`,
  services: ({ service, isNew, status }) =>
    `${isNew ? 'New service' : `Service ${text(service)}`}: ${text(status)}`,
  serviceAddons: ({ serviceAddon, isNew, service, status }) =>
    `${isNew ? 'New addon' : `Addon ${text(serviceAddon)}`} of ${text(service)}: ${text(status)}`,
  domains: ({ name, status }) => `Domain ${text(name)}: ${text(status)}`,
};

/** A value in one line, whatever is in it: what somebody wrote cannot pass for a line of its own. */
const text = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(text).join(', ')
    : String(value ?? '').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');

const withValues = (input: unknown) => {
  const values = valuesOf(input, '');
  return values.length ? ` (${values.join(', ')})` : '';
};

/** Every value of an input with the way to it. */
function valuesOf(value: unknown, path: string): string[] {
  if (Array.isArray(value))
    return value.flatMap((item, place) => valuesOf(item, `${path}[${place}]`));
  if (isPlainObject(value))
    return Object.entries(value).flatMap(([name, item]) =>
      valuesOf(item, path ? `${path}.${name}` : name),
    );
  return value === undefined ? [] : [`${text(path)}: ${value === null ? 'null' : text(value)}`];
}

/** The most lines of one kind; what is left out is counted. */
const MOST = 20;

/** The most values of the arguments. */
const MOST_VALUES = 100;

function atMost(lines: readonly string[], most: number, what: string): string[] {
  const more = lines.length > most ? [`and ${lines.length - most} more ${what}`] : [];
  return [...lines.slice(0, most), ...more];
}

/**
 * What a change would do, as a person is asked to agree to it: what was asked for, without secrets,
 * and what comes of it: amounts, addressees, providers.
 */
export function confirmationText(
  schema: GraphQLSchema,
  { name: tool, operation }: Pick<Tool, 'name' | 'operation'>,
  { args, effects }: { args: Row; effects: ReadEffects },
): string {
  const asked = (operation.variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const declared = typeFromAST(schema, type as never) as unknown as GraphQLInputType;
    const name = variable.name.value;
    return name in args ? valuesOf(redactedAs(declared, args[name]), name) : [];
  });
  const lines = Object.entries(effects).flatMap(([kind, rows]) => {
    const sentence = sentences[kind];
    if (!rows.length) return [];
    return sentence
      ? atMost(rows.map(sentence), MOST, `of ${kind}`)
      : [`${rows.length} of ${kind}`];
  });
  return [
    `${tool} is asked for with:`,
    ...listed(atMost(asked, MOST_VALUES, 'values'), 'no arguments'),
    'It would do this:',
    ...listed(lines, 'It has no effects besides its own records.'),
  ].join('\n');
}

const listed = (lines: readonly string[], none: string) =>
  (lines.length ? lines : [none]).map((line) => `- ${line}`);
