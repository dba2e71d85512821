import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { found } from '#transports/rapi/reply.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { announcementRow } from './GetAnnouncements.ts';

export const GetAnnouncement = legacy({
  params: fields({ id }),
  operation: graphql(`
    query GetAnnouncement($id: ID!) {
      announcement(id: $id) {
        databaseId
        announcedAt
        title
        html
        isPublished
        parentId
        language
        createdAt
        updatedAt
      }
    }
  `),
  variables: (p) => ({ id: encodeId('Announcement', p.id) }),
  present: ({ announcement }) => ({
    announcement: announcementRow(found(announcement, 'ANNOUNCEMENT_NOT_FOUND')),
  }),
  errors: { ANNOUNCEMENT_NOT_FOUND: 'Announcement ID Not Found' },
});
