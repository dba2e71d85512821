import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { bodyRule } from './add-announcement.ts';
import { Announcement } from './announcement.ts';
import { publishedHtml } from '#modules/support/html.ts';
import { subjectRule } from '#modules/support/tickets/rules.ts';

command('updateAnnouncement', {
  legacy: 'UpdateAnnouncement',
  description: 'Change news for clients; what is left out stays.',
  permission: 'support:publish',
  input: (t) => ({
    announcementId: t.globalID({ for: Announcement, required: true, description: 'Which one.' }),
    title: t.string({ description: 'Its headline.', validate: subjectRule }),
    html: t.string({ description: 'What it says, HTML.', validate: bodyRule }),
    announcedAt: t.field({ type: 'DateTime', description: 'The date it bears.' }),
    isPublished: t.boolean({ description: 'Clients see it.' }),
  }),
  errors: ['ANNOUNCEMENT_NOT_FOUND'],
  run: async (work, { announcementId, title, html, announcedAt, isPublished }) => {
    const id = keyOf(announcementId);
    const { count } = await work.tx.announcement.updateMany({
      where: { id },
      data: {
        ...(title && { title }),
        ...(html && { body: publishedHtml(html) }),
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
      description: 'The news as it is now.',
      resolve: (query, answer, _args, { db }) =>
        db.announcement.findUniqueOrThrow({ ...query, where: { id: answer.announcementId } }),
    }),
  }),
});
