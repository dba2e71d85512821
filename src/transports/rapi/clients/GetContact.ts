import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import { contactFields } from './contact-fields.ts';

export const GetContact = legacy({
  params: fields({ contact_id: id }),
  operation: graphql(`
    query GetContact($id: ID!) {
      contact(id: $id) {
        ...ContactRow
      }
    }
  `),
  variables: (p) => ({ id: encodeId('Contact', p.contact_id) }),
  present: ({ contact }) => ({ contact: contactFields(found(contact, 'CONTACT_NOT_FOUND')) }),
  errors: { CONTACT_NOT_FOUND: 'Contact ID Not Found' },
  missing: { contact_id: 'Contact ID Not Found' },
});
