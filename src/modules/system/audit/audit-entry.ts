import { forStaff } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { timeSpans, withText } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';
import { rowId } from '#schema/id-field.ts';
import { edgeToNode } from '#schema/node.ts';
import { encodeId } from '#core/ids.ts';
import { type Replay, replayOf } from './replay.ts';

const AuditReplay = builder.objectRef<Replay>('AuditReplay').implement({
  read: null,
  description:
    'Request that a change was made with, as it can be sent again. Sent with the header `Dry-Run: 1` it says what the same change would come to today.',
  fields: (t) => ({
    operation: t.exposeString('operation', { description: 'GraphQL document of the request.' }),
    variables: t.field({
      type: 'JSON',
      description:
        'Variables of the request. Secrets are dots, and texts longer than 500 characters are cut.',
      resolve: ({ variables }) => variables,
    }),
    isComplete: t.exposeBoolean('isComplete', {
      description: 'Whether no secret was left out of the variables and no text was cut.',
    }),
  }),
});

const AuditEntry = builder.prismaNode('AuditEntry', {
  read: 'system:read',
  visible: forStaff,
  description:
    'Entry of the audit trail: who made which change, with what input, from where. Written in the transaction of the change.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.string({
      description: 'Number of the audit entry.',
      select: { id: true },
      resolve: ({ id }) => String(id),
    }),
    at: t.expose('at', { type: 'DateTime', description: 'Time of the change.' }),
    actor: t.exposeString('actor', {
      description:
        'Who acted: an API credential such as `credential:3`, a session such as `session:12`, or `system`.',
    }),
    action: t.exposeString('action', {
      description: 'Name of the mutation, or of the system action, such as `domain.sync`.',
    }),
    input: t.expose('input', {
      type: 'JSON',
      description:
        'Input of the change. Secrets are dots, and texts longer than 500 characters are cut.',
    }),
    credentialId: t.id(
      rowId('ApiCredential', 'credentialId', 'ID of the API credential the change was made with.'),
    ),
    credential: t.field(
      edgeToNode<{ credentialId: number | null }>({
        type: 'ApiCredential',
        description: 'API credential the change was made with; null once it is deleted.',
        select: { credentialId: true },
        idOf: ({ credentialId }) =>
          credentialId === null ? null : encodeId('ApiCredential', credentialId),
      }),
    ),
    ip: t.exposeString('ip', {
      nullable: true,
      description: 'IP address of the request. Null for work of the gateway itself.',
    }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description: 'ID of the request, which stands in its log lines as well.',
    }),
    replay: t.field({
      type: AuditReplay,
      nullable: true,
      select: { action: true, input: true },
      description: 'The change as a request. Null for system actions.',
      resolve: ({ action, input }, _args, _context, { schema }) => replayOf(schema, action, input),
    }),
  }),
});

declareList({
  type: AuditEntry,
  noun: 'AuditEntry',
  model: 'AuditEntry',
  visible: forStaff,
  filter: {
    action: withText((action) => ({ action }), 'Entries of this mutation or system action.'),
    actor: withText((actor) => ({ actor }), 'Entries of this actor, such as `credential:3`.'),
    requestId: withText((requestId) => ({ requestId }), 'Entries of the request with this ID.'),
    ip: withText((ip) => ({ ip }), 'Entries from this IP address.'),
    at: timeSpans('at', 'Time of the change.'),
  },
  order: {
    ID: ['id', 'By ID, the order in which the changes were made.'],
    AT: ['at', 'By the time of the change.'],
    ACTION: ['action', 'By the name of the mutation or system action.'],
    ACTOR: ['actor', 'By who acted.'],
  },
  search: (word) => ({ OR: [{ action: includes(word) }, { actor: includes(word) }] }),
  usual: [{ id: 'desc' }],
}).root('auditEntries', {
  description: 'Entries of the audit trail, the latest first.',
  permission: 'system:read',
  isForStaff: true,
});
