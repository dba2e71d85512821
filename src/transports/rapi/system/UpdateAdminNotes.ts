import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, text } from '#transports/rapi/params.ts';

export const UpdateAdminNotes = legacy({
  params: fields({ admin_id: id, notes: text(50_000) }),
  operation: graphql(`
    mutation UpdateAdminNotes($input: UpdateAdminNotesInput!) {
      updateAdminNotes(input: $input) {
        admin {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({ input: { adminId: encodeId('Admin', p.admin_id), notes: p.notes } }),
  present: () => ({}),
  errors: { ADMIN_NOT_FOUND: 'Admin ID Not Found' },
});
