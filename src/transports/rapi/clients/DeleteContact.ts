import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { keyText } from '#transports/rapi/format.ts';

export const DeleteContact = legacy({
  params: clientFields({ user_id: id, contact_id: id }),
  operation: graphql(`
    mutation DeleteContact($input: DeleteContactInput!) {
      deleteContact(input: $input) {
        deletedId
      }
    }
  `),
  variables: (p) => ({
    input: {
      contactId: encodeId('Contact', p.contact_id),
      clientId: encodeId('Client', p.user_id),
    },
  }),
  present: ({ deleteContact: { deletedId } }) => ({
    contactid: keyText(deletedId),
    contact_id: keyText(deletedId),
  }),
  errors: { CONTACT_NOT_FOUND: 'Contact ID Not Found' },
});
