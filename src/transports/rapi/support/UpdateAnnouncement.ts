import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { alsoNamed, fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { dateTime, flag, id, line, text } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const UpdateAnnouncement = legacy({
  params: alsoNamed(
    { announcement_text: 'announcement' },
    fields({
      announcement_id: id,
      title: line(250).optional(),
      announcement: text(200_000).optional(),
      entry_date: dateTime.optional(),
      published: flag.optional(),
    }),
  ),
  operation: graphql(`
    mutation UpdateAnnouncement($input: UpdateAnnouncementInput!) {
      updateAnnouncement(input: $input) {
        announcement {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      announcementId: encodeId('Announcement', p.announcement_id),
      title: p.title,
      html: p.announcement,
      announcedAt: p.entry_date,
      isPublished: p.published,
    },
  }),
  present: ({ updateAnnouncement: { announcement } }) => ({
    announcementid: idText(announcement.databaseId),
    announcement_id: idText(announcement.databaseId),
  }),
  errors: { ANNOUNCEMENT_NOT_FOUND: 'Announcement ID Not Found' },
});
