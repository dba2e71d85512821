import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { keyText } from '#transports/rapi/format.ts';

export const DeleteAnnouncement = legacy({
  params: fields({ announcement_id: id }),
  operation: graphql(`
    mutation DeleteAnnouncement($input: DeleteAnnouncementInput!) {
      deleteAnnouncement(input: $input) {
        deletedId
      }
    }
  `),
  variables: (p) => ({ input: { announcementId: encodeId('Announcement', p.announcement_id) } }),
  present: ({ deleteAnnouncement: { deletedId } }) => ({
    announcementid: keyText(deletedId),
    announcement_id: keyText(deletedId),
  }),
  errors: { ANNOUNCEMENT_NOT_FOUND: 'Announcement ID Not Found' },
});
