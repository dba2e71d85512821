import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { bodyRule } from './add-announcement.ts';
import { Announcement } from './announcement.ts';
import { safeHtml } from '#platform/safe-html.ts';
import { subjectRule } from '#modules/support/tickets/rules.ts';

command('updateAnnouncement', {
  legacy: 'UpdateAnnouncement',
  description: 'Change an announcement. Omitted fields stay unchanged.',
  permission: 'support:publish',
  input: (t) => ({
    announcementId: t.globalID({
      for: Announcement,
      required: true,
      description: 'ID of the announcement to change.',
    }),
    title: t.string({ description: 'Headline of the announcement.', validate: subjectRule }),
    html: t.string({ description: 'Text of the announcement as HTML.', validate: bodyRule }),
    announcedAt: t.field({ type: 'DateTime', description: 'Date of the announcement.' }),
    isPublished: t.boolean({ description: 'Whether the announcement is published to clients.' }),
  }),
  errors: ['ANNOUNCEMENT_NOT_FOUND'],
  nulls: {},
  run: async (work, { announcementId, title, html, announcedAt, isPublished }) => {
    const id = keyOf(announcementId);
    const { count } = await work.tx.announcement.updateMany({
      where: { id },
      data: {
        ...(title && { title }),
        ...(html && { body: safeHtml(html) }),
        ...(announcedAt && { announcedAt }),
        ...(typeof isPublished === 'boolean' && { isPublished }),
      },
    });
    if (count === 0) throw new DomainError('ANNOUNCEMENT_NOT_FOUND');
    work.announce('announcement.changed', { announcementId: id });
    return { announcementId: id };
  },
  payload: (t) => ({
    announcement: t.prismaField({
      type: Announcement,
      description: 'The announcement after the change.',
      resolve: (query, answer, _args, { db }) =>
        db.announcement.findUniqueOrThrow({ ...query, where: { id: answer.announcementId } }),
    }),
  }),
});
