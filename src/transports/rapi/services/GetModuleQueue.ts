import { encodeId, keyIn } from '#core/ids.ts';
import { whole } from '#transports/rapi/params-page.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { listed } from '#transports/rapi/filter-values.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, dateTime, id, line } from '#transports/rapi/params.ts';
import { dateTimeText, idText, oneOrZeroText } from '#transports/rapi/format.ts';

/** What each type of the reference stands for in the queue. */
const types = {
  hosting: ['hosting'],
  reseller: ['reseller'],
  server: ['server'],
  other: ['other'],
  services: ['hosting', 'reseller', 'server', 'other', 'addon'],
  config: ['config'],
  'domain-transfer': ['domain-transfer'],
  'domain-register': ['domain-register'],
  'domain-renewal': ['domain-renewal'],
  domain: ['domain', 'domain-register', 'domain-transfer', 'domain-renewal'],
} as const;

export const GetModuleQueue = legacy({
  params: fields({
    related_id: id.optional(),
    type: choice(types).optional(),
    module: line(64).optional(),
    created_at: dateTime.optional(),
  }),
  operation: graphql(`
    query GetModuleQueue($filter: ModuleQueueEntryFilter, $first: Int) {
      moduleQueue(filter: $filter, first: $first) {
        totalCount
        edges {
          node {
            databaseId
            serviceType
            subjectId
            module
            action
            lastAttemptAt
            lastAttemptError
            retries
            isCompleted
            createdAt
            updatedAt
          }
        }
      }
    }
  `),
  variables: (p) => ({
    ...whole,
    filter: {
      ...(p.related_id && {
        or: [
          { service: [encodeId('Service', p.related_id)] },
          { serviceAddon: [encodeId('ServiceAddon', p.related_id)] },
          { domain: [encodeId('Domain', p.related_id)] },
        ],
      }),
      serviceType: p.type && [...p.type],
      module: listed(p.module),
      createdAt: p.created_at === undefined ? undefined : [{ from: p.created_at }],
      isCompleted: false,
    },
  }),
  present: ({ moduleQueue: { totalCount, edges } }) => ({
    count: String(totalCount),
    queue: edges.map(({ node }) => ({
      id: idText(node.databaseId),
      type: node.serviceType,
      related_id: idText(keyIn(node.subjectId)),
      module: node.module,
      moduleAction: node.action,
      lastAttempt: dateTimeText(node.lastAttemptAt),
      lastAttemptError: node.lastAttemptError,
      numRetries: String(node.retries),
      completed: oneOrZeroText(node.isCompleted),
      created_at: dateTimeText(node.createdAt),
      updatedAt: dateTimeText(node.updatedAt),
    })),
  }),
});
