import { whole } from '#transports/rapi/params-page.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, dateTime as time, id, line } from '#transports/rapi/params.ts';
import { dateTime, idText, oneOrZeroText } from '#transports/rapi/format.ts';

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
    created_at: time.optional(),
  }),
  operation: graphql(`
    query GetModuleQueue($filter: ModuleQueueFilter, $first: Int) {
      moduleQueue(filter: $filter, first: $first) {
        totalCount
        edges {
          node {
            databaseId
            serviceType
            relatedId
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
      relatedId: p.related_id,
      serviceTypes: p.type && [...p.type],
      module: p.module,
      since: p.created_at,
      isCompleted: false,
    },
  }),
  present: ({ moduleQueue: { totalCount, edges } }) => ({
    count: String(totalCount),
    queue: edges.map(({ node }) => ({
      id: idText(node.databaseId),
      type: node.serviceType,
      related_id: idText(node.relatedId),
      module: node.module,
      moduleAction: node.action,
      lastAttempt: dateTime(node.lastAttemptAt),
      lastAttemptError: node.lastAttemptError,
      numRetries: String(node.retries),
      completed: oneOrZeroText(node.isCompleted),
      created_at: dateTime(node.createdAt),
      updatedAt: dateTime(node.updatedAt),
    })),
  }),
});
