import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import ValidationPlugin from '@pothos/plugin-validation';
import { isBackOffice, isStaff } from '#core/actor.ts';
import { decodeId, encodeId } from '#core/ids.ts';
import { wholeList } from '#core/pages.ts';
import type { Permission } from '#core/permissions.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type PrismaTypes from '#generated/pothos.ts';
import { getDatamodel } from '#generated/pothos.ts';
import type { Context } from './context.ts';
import { forbidden, holdsOne } from './access.ts';
import './global-ids.ts';
import '#core/input-messages.ts';
import { brokenRules } from './input-issues.ts';
import './lists/list-bounds.ts';
import './lists/list-size.ts';
import './nulls.ts';
import { withPlaces } from '#planner/datamodel.ts';
import '#planner/plugin.ts';

/**
 * The most rows one page holds, and how many it holds when nobody says. A stored operation of an
 * old transport may read a whole list at once.
 */
export const pageSize = { most: 100, usual: 25, stored: wholeList };

/** plugin-prisma takes a function here as it does for one field; its type knows numbers alone. */
const mostRows = ((_args: object, { isStored }: { isStored?: boolean }) =>
  isStored ? pageSize.stored : pageSize.most) as unknown as number;

export const builder = new SchemaBuilder<{
  Context: Context;
  PrismaTypes: PrismaTypes;
  AuthScopes: {
    /** The actor holds this permission. */
    permission: Permission;
    /** The actor holds one of these permissions; what a field asks because of its type. */
    oneOf: readonly Permission[];
    /** The actor sells (staff, or a reseller among its own customers) rather than buys. */
    backOffice: boolean;
    /** The actor is staff. */
    staff: boolean;
  };
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: false;
  Scalars: {
    ID: { Input: string; Output: string | number | bigint };
    Decimal: { Input: Prisma.Decimal; Output: Prisma.Decimal | string };
    DateTime: { Input: Date; Output: Date };
    Date: { Input: Date; Output: Date };
    CountryCode: { Input: string; Output: string };
    CurrencyCode: { Input: string; Output: string };
    Secret: { Input: string; Output: string };
    Upload: { Input: string; Output: string };
    JSON: { Input: Prisma.JsonValue; Output: unknown };
  };
}>({
  // Pothos runs the first plugin outermost: scopes are settled before anything is validated or read.
  plugins: [
    'globalIds',
    'nulls',
    'inputIssues',
    'access',
    ScopeAuthPlugin,
    ValidationPlugin,
    'listBounds',
    'planner',
    PrismaPlugin,
    RelayPlugin,
  ],
  defaultFieldNullability: false,
  relay: {
    clientMutationId: 'omit',
    cursorType: 'String',
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodeTypeOptions: {
      description: 'An object with an ID of its own, which `node` finds it by.',
    },
    pageInfoTypeOptions: { description: 'Where a page stands in its list.' },
    nodesOnConnection: { description: 'Rows of the page, in order.' },
    edgesFieldOptions: { description: 'Rows of the page, each with its cursor.' },
    pageInfoFieldOptions: { description: 'Whether there are pages before and after this one.' },
    cursorFieldOptions: {
      description: 'Place of the row in this list and order, for `after` and `before`.',
    },
    nodeFieldOptions: { description: 'The row.' },
    idFieldOptions: { description: 'Global ID: the name of the type and a number, `Client:7`.' },
    firstArgOptions: {
      description: `How many rows from the start of the list, at most ${pageSize.most} (default ${pageSize.usual}).`,
    },
    lastArgOptions: {
      description: `How many rows from the end of the list, at most ${pageSize.most}; not together with \`first\`.`,
    },
    afterArgOptions: { description: 'Only rows behind the place of this cursor.' },
    beforeArgOptions: { description: 'Only rows before the place of this cursor.' },
    hasNextPageFieldOptions: { description: 'Whether rows follow after this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether rows stand before this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first row of the page; null for none.' },
    endCursorFieldOptions: { description: 'Cursor of the last row of the page; null for none.' },
    encodeGlobalID: encodeId,
    decodeGlobalID: decodeId,
  },
  prisma: {
    client: ({ db }) => db,
    dmmf: withPlaces(getDatamodel()),
    maxConnectionSize: mostRows,
    defaultConnectionSize: pageSize.usual,
    onUnusedQuery: null,
  },
  scopeAuth: {
    authScopes: ({ actor }) => ({
      permission: (requested) => actor.permissions.has(requested),
      oneOf: (requested) => holdsOne(actor, requested),
      backOffice: isBackOffice(actor),
      staff: isStaff(actor),
    }),
    authorizeOnSubscribe: true,
    unauthorizedError: (_parent, { actor }, _info, { failure }) =>
      forbidden(actor, missingIn(failure)),
  },
  validation: {
    validationError: ({ issues }) =>
      brokenRules(
        issues.map(({ message, path = [] }) => ({
          path: path.map((step) => (typeof step === 'object' ? step.key : step) as string | number),
          message,
        })),
      ),
  },
});

interface Failure {
  scope?: unknown;
  parameter?: unknown;
  failures?: readonly Failure[];
}

/** The first permission whose absence made scopes fail. */
function missingIn(failure: unknown): Permission | undefined {
  const { scope, parameter, failures = [] } = failure as Failure;
  if (scope === 'permission') return parameter as Permission;
  return failures.map(missingIn).find((permission) => permission !== undefined);
}

builder.queryType({
  description: 'Root of all reads. Every field is limited to the rows the actor may see.',
});
builder.mutationType({
  description:
    'Root of all changes. Each change is one transaction that holds its audit entry, its events and its idempotency key.',
});
builder.subscriptionType({
  description:
    'Root of all subscriptions, over WebSocket (graphql-transport-ws) or server-sent events.',
});
