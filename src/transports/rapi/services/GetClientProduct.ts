import { encodeId } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { graphql } from '#generated/rapi/index.ts';
import type { GetClientProductQuery } from '#generated/rapi/graphql.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, id } from '#transports/rapi/params.ts';
import { dateText, idText, enumWords } from '#transports/rapi/format.ts';
import { service } from './format-service.ts';

type Found = NonNullable<GetClientProductQuery['service']>;

/** What each page of a service shows besides the service itself. */
const pages = {
  si: () => ({}),
  cp: ({ username, hasAccount, status }: Found) => ({
    change_password: {
      user_name: username,
      allowed: hasAccount && (status === 'ACTIVE' || status === 'SUSPENDED'),
    },
  }),
  rc: ({ cancellationRequests }: Found) => ({
    // The reference has no word for one that was taken back.
    cancel_requests: (cancellationRequests?.nodes ?? []).map((request) => ({
      id: idText(request.databaseId),
      type: request.type === 'IMMEDIATE' ? 'Immediate' : 'End of Billing Period',
      status: enumWords(request.status),
      cancellation_date: dateText(request.cancelOn),
      reason: request.reason,
    })),
  }),
} as const;

export const GetClientProduct = legacy({
  params: clientFields({
    user_id: id,
    service_id: id,
    page_name: choice(['cp', 'rc', 'si'] as const),
  }),
  operation: graphql(`
    query GetClientProduct($id: ID!, $clientId: ID) {
      service(id: $id, clientId: $clientId) {
        ...ServiceParts
        hasAccount
        cancellationRequests(filter: { isWithdrawn: false }, first: 100) {
          nodes {
            databaseId
            type
            status
            cancelOn
            reason
          }
        }
      }
    }
  `),
  variables: (p) => ({
    id: encodeId('Service', p.service_id),
    clientId: encodeId('Client', p.user_id),
  }),
  present: ({ service: found }, p) => {
    if (!found) throw new DomainError('SERVICE_NOT_FOUND');
    return {
      userid: idText(p.user_id),
      user_id: idText(p.user_id),
      serviceid: idText(p.service_id),
      service_id: idText(p.service_id),
      page_name: p.page_name,
      product: service(found),
      ...pages[p.page_name](found),
    };
  },
  errors: { SERVICE_NOT_FOUND: 'Service ID Not Found' },
});
