import { keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { pageOf, pagingOfAll } from '#transports/rapi/params-page.ts';
import {
  countTexts,
  dateTimeText,
  idText,
  oneOrZeroText,
  textOrBlank,
  wrapped,
} from '#transports/rapi/format.ts';

interface Announcement {
  databaseId: number;
  announcedAt: Date | string;
  title: string;
  html: string;
  isPublished: boolean;
  parentId?: string | null;
  language: string;
  createdAt: Date | string;
  updatedAt: Date | string;
}

/** An announcement with the columns the old programs know. */
export const announcementRow = (row: Announcement) => ({
  id: idText(row.databaseId),
  announcement_id: idText(row.databaseId),
  entry_date: dateTimeText(row.announcedAt),
  date: dateTimeText(row.announcedAt),
  title: row.title,
  announcement: row.html,
  published: oneOrZeroText(row.isPublished),
  parentid: idText(keyIn(row.parentId)),
  language: textOrBlank(row.language),
  created_at: dateTimeText(row.createdAt),
  updated_at: dateTimeText(row.updatedAt),
});

export const GetAnnouncements = legacy({
  params: fields({ ...pagingOfAll }),
  operation: graphql(`
    query GetAnnouncements($first: Int, $offset: Int) {
      announcements(first: $first, offset: $offset) {
        totalCount
        edges {
          node {
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
      }
    }
  `),
  variables: (p) => pageOf(p),
  present: ({ announcements: { totalCount, edges } }, p) => {
    const items = edges.map(({ node }) => announcementRow(node));
    return {
      ...countTexts({ total: totalCount, start: pageOf(p).offset, items }),
      ...wrapped('announcements', 'announcement', items),
    };
  },
});
