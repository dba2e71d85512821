import { z } from 'zod';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { Announcement } from './announcement.ts';
import { safeHtml } from '#platform/safe-html.ts';
import { subjectRule } from '#modules/support/tickets/rules.ts';

/** News may be long, but not without end. */
export const bodyRule = z.string().trim().min(1, 'is required').max(200_000);

command('addAnnouncement', {
  legacy: 'AddAnnouncement',
  description:
    'Create an announcement for clients. Clients see the announcement once it is published and its date is reached.',
  permission: 'support:publish',
  input: (t) => ({
    title: t.string({
      required: true,
      description: 'Headline of the announcement.',
      validate: subjectRule,
    }),
    html: t.string({
      required: true,
      description: 'Text of the announcement as HTML.',
      validate: bodyRule,
    }),
    announcedAt: t.field({
      type: 'DateTime',
      description: 'Date of the announcement. Default: now.',
    }),
    isPublished: t.boolean({
      defaultValue: false,
      description: 'Whether the announcement is published to clients.',
    }),
    language: t.string({
      description: 'Language of the translation. Used together with `parentId`.',
    }),
    parentId: t.globalID({
      for: Announcement,
      description: 'ID of the original announcement that this announcement translates.',
    }),
  }),
  errors: ['ANNOUNCEMENT_NOT_FOUND'],
  run: async (work, { title, html, announcedAt, isPublished, language, parentId }) => {
    const parent = parentId ? keyOf(parentId) : null;
    if (parent !== null && !(await work.tx.announcement.findUnique({ where: { id: parent } })))
      throw new DomainError('ANNOUNCEMENT_NOT_FOUND', undefined, { field: 'parentId' });
    const { id } = await work.tx.announcement.create({
      data: {
        title,
        body: safeHtml(html),
        announcedAt: announcedAt ?? now(),
        isPublished: isPublished ?? false,
        language: language?.trim().toLowerCase() ?? '',
        parentId: parent,
        createdAt: now(),
      },
      select: { id: true },
    });
    work.announce('announcement.added', { announcementId: id });
    return { announcementId: id };
  },
  payload: (t) => ({
    announcement: t.prismaField({
      type: Announcement,
      description: 'The new announcement.',
      resolve: (query, { announcementId }, _args, { db }) =>
        db.announcement.findUniqueOrThrow({ ...query, where: { id: announcementId } }),
    }),
  }),
});
