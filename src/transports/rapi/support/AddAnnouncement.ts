import { graphql } from '#generated/rapi/index.ts';
import { alsoNamed, fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { dateTime, flag, line, text } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const AddAnnouncement = legacy({
  params: alsoNamed(
    { announcement: 'announcement_text' },
    fields({
      entry_date: dateTime,
      title: line(250),
      announcement_text: text(200_000),
      published: flag.default(false),
    }),
  ),
  operation: graphql(`
    mutation AddAnnouncement($input: AddAnnouncementInput!) {
      addAnnouncement(input: $input) {
        announcement {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      title: p.title,
      html: p.announcement_text,
      announcedAt: p.entry_date,
      isPublished: p.published,
    },
  }),
  present: ({ addAnnouncement: { announcement } }) => ({
    announcementid: idText(announcement.databaseId),
    announcement_id: idText(announcement.databaseId),
  }),
});
