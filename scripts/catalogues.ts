// `npm run schema` also writes docs/errors.md, docs/permissions.md, docs/events.md, docs/states.md and
// docs/rapi.md
// from the declarations that the program itself goes by.
import { writeFileSync } from 'node:fs';
import type { Edge } from '#core/edges.ts';
import { events, eventNames, permissionOfEvent, subjectTypesOf } from '#core/events.ts';
import { errorActionOf, errorActions, httpStatusOf } from '#core/errors/advice.ts';
import { type ErrorCode, errorMessages } from '#core/errors.ts';
import { permissionTexts } from '#core/permission-texts.ts';
import { customerPermissions, permissions, resellerPermissions } from '#core/permissions.ts';
import { invoiceEdges } from '#modules/billing/invoices/invoice-edges.ts';
import { orderEdges } from '#modules/orders/order-edges.ts';
import { schema } from '#modules/schema.ts';
import { payloadSchemaOf } from '#modules/system/catalogues/event-types.ts';
import { enumNameOf } from '#schema/events/event-type.ts';
import { permissionUses } from '#schema/permission-uses.ts';

const byHand = 'Written by `npm run schema`; do not edit.';

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

const code = (text: string) => `\`${text}\``;

function errorsPage(): string {
  const actions = Object.entries(errorActions).map(([name, text]) => [code(name), text]);
  const codes = (Object.keys(errorMessages) as ErrorCode[])
    .toSorted()
    .map((name) => [
      code(name),
      errorMessages[name],
      String(httpStatusOf(name) ?? ''),
      code(errorActionOf(name)),
    ]);
  return `# Errors

${byHand} Served as \`{ errorCodes { code message action isRetryable httpStatus } }\`.

Every error has \`extensions.code\`, and \`extensions.retryable\`: whether the same request may succeed a little later (\`RETRY\` in the table). One at fault in input has \`extensions.issues\`, each with the \`path\` of a value. \`FORBIDDEN\` names the missing \`permission\`. An error stands beside the rest of the answer, in status 200, unless the table has another status: then it is the whole answer.

## What to do

${table(['action', 'what to do'], actions)}

## Codes

${table(['code', 'usual message', 'HTTP status', 'action'], codes)}
`;
}

function permissionsPage(): string {
  const uses = permissionUses(schema);
  const tick = (is: boolean) => (is ? 'yes' : '');
  const rows = permissions.map((name) => [
    code(name),
    permissionTexts[name],
    tick(resellerPermissions.includes(name)),
    tick(customerPermissions.includes(name)),
    (uses.get(name)?.types ?? []).map(code).join(', '),
  ]);
  return `# Permissions

${byHand} Served as \`{ permissions { name description types fields } }\`.

A permission is asked for where a type is declared, on every path that leads to it (\`@access\` in schema.graphql), and of mutations. Resellers hold theirs for their own customers, clients for their own rows.

${table(['permission', 'its holder may', 'resellers', 'clients', 'reads'], rows)}
`;
}

function payloadOf(name: (typeof eventNames)[number]): string {
  const { properties = {} } = payloadSchemaOf(name) as { properties?: Record<string, object> };
  return Object.entries(properties)
    .map(([field, shape]) => code(`${field}: ${shapeText(shape)}`))
    .join(', ');
}

function shapeText(shape: {
  node?: string;
  type?: string;
  anyOf?: object[];
  items?: object;
}): string {
  if (shape.anyOf) return shape.anyOf.map(shapeText).join(' or ');
  if (shape.items) return `list of ${shapeText(shape.items)}`;
  return shape.node ? `number of ${shape.node}` : (shape.type ?? 'any');
}

function eventsPage(): string {
  const rows = eventNames
    .toSorted()
    .map((name) => [
      code(name),
      code(enumNameOf(name)),
      events[name].description,
      subjectTypesOf(name).map(code).join(', '),
      code(permissionOfEvent(name)!),
      payloadOf(name),
    ]);
  return `# Events

${byHand} Served as \`{ eventTypes { type name permission subjectTypes payloadSchema } }\`, the payloads as JSON Schema.

Webhooks name events as in the first column, subscriptions and \`events\` as in the second. Whoever lacks the permission hears nothing of an event; customers and resellers hear what concerns their clients.

${table(['webhooks', 'graph', 'what happened', 'about', 'permission', 'payload'], rows)}
`;
}

/** The ways from status to status: as a picture, and what each does. */
function waysOf(edges: readonly Edge<string>[]): string {
  const arrows = edges.map(({ from, to }) => `  ${from} --> ${to}`);
  const rows = edges.map(({ from, to, by, money, services, domains }) => [
    `${code(from)} → ${code(to)}`,
    by,
    money,
    services,
    domains,
  ]);
  const picture = ['```mermaid', 'stateDiagram-v2', ...arrows, '```'].join('\n');
  return `${picture}\n\n${table(['way', 'by', 'money', 'services', 'domains'], rows)}`;
}

const statesPage = () => `# States of invoices and orders

${byHand} No other way is taken: a change that asks for one is rejected with \`INVOICE_STATUS_INVALID\` or \`ORDER_STATUS_WRONG\`.

## Invoices

An invoice begins as \`DRAFT\`, or as \`UNPAID\` where it is issued at once. Overdue is no state: it is \`UNPAID\` after its due date.

${waysOf(invoiceEdges)}

## Orders

An order begins as \`PENDING\`.

${waysOf(orderEdges)}
`;

/** The fields of the graph that serve each legacy command, as `@legacy` marks them. */
function fieldsByCommand(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const type of [schema.getQueryType()!, schema.getMutationType()!])
    for (const { name, extensions } of Object.values(type.getFields()))
      for (const command of (extensions.legacy ?? []) as readonly string[])
        found.set(command, [...(found.get(command) ?? []), `${type.name}.${name}`]);
  return found;
}

function rapiPage(): string {
  const fields = fieldsByCommand();
  const rows = [...fields.keys()]
    .toSorted()
    .map((command) => [code(command), fields.get(command)!.map(code).join(', ')]);
  return `# From /rapi to the graph

${byHand} In \`schema.graphql\` the same stands as \`@legacy(command:)\` at each field.

Each command of \`POST /rapi/<Command>\` is a stored operation on the field beside it. \`/rapi/docs\` has the parameters, \`/migrate\` translates a whole request, and \`legacyUsage\` says who still calls what.

${table(['command', 'field'], rows)}
`;
}

/** The pages, as they must stand in the repository. */
export const catalogues = (): Record<string, string> => ({
  'docs/errors.md': errorsPage(),
  'docs/permissions.md': permissionsPage(),
  'docs/events.md': eventsPage(),
  'docs/rapi.md': rapiPage(),
  'docs/states.md': statesPage(),
});

if (process.argv[1]?.endsWith('catalogues.ts'))
  for (const [path, text] of Object.entries(catalogues())) writeFileSync(path, text);
