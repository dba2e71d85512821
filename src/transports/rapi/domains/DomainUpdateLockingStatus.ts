import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, id } from '#transports/rapi/params.ts';
import { actionErrors } from './domain-fields.ts';

const words = {
  locked: true,
  lock: true,
  yes: true,
  true: true,
  1: true,
  on: true,
  unlocked: false,
  unlock: false,
  no: false,
  false: false,
  0: false,
  off: false,
} as const;

export const DomainUpdateLockingStatus = legacy({
  params: fields({ domain_id: id, lock_status: choice<boolean>(words) }),
  operation: graphql(`
    mutation DomainUpdateLockingStatus($input: DomainUpdateLockingStatusInput!) {
      domainUpdateLockingStatus(input: $input) {
        domain {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: { domainId: encodeId('Domain', p.domain_id), isLocked: p.lock_status },
  }),
  present: () => ({}),
  errors: {
    ...actionErrors('Domain ID Not Found'),
    REGISTRAR_NOT_ACTIVE: 'An invalid configuration was detected with the registrar module',
  },
});
