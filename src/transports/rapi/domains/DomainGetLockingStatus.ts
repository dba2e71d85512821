import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { actionErrors } from './domain-fields.ts';

export const DomainGetLockingStatus = legacy({
  params: fields({ domain_id: id }),
  operation: graphql(`
    query DomainGetLockingStatus($by: DomainBy!) {
      domainAtRegistrar(by: $by) {
        isLocked
      }
    }
  `),
  variables: (p) => ({ by: { id: encodeId('Domain', p.domain_id) } }),
  present: ({ domainAtRegistrar }) => ({
    lockstatus: domainAtRegistrar?.isLocked ? 'locked' : 'unlocked',
  }),
  errors: actionErrors('Domain ID Not Found'),
});
