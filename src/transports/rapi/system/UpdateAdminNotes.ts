import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { refused } from '#transports/rapi/form-error.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clearable, id } from '#transports/rapi/params.ts';

export const UpdateAdminNotes = legacy({
  params: fields({ admin_id: id, notes: clearable(50_000) }),
  operation: graphql(`
    mutation UpdateAdminNotes($input: UpdateAdminNotesInput!) {
      updateAdminNotes(input: $input) {
        admin {
          databaseId
        }
      }
    }
  `),
  variables: ({ admin_id: admin, notes }) => {
    // Empty notes clear them; only notes that are not sent at all are missing.
    if (notes === undefined) throw refused('notes', 'notes is required: the new notes.');
    return { input: { adminId: encodeId('Admin', admin), notes } };
  },
  present: () => ({}),
  errors: { ADMIN_NOT_FOUND: 'Admin ID Not Found' },
});
