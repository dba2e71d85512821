import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { Announcement } from './announcement.ts';

command('deleteAnnouncement', {
  legacy: 'DeleteAnnouncement',
  description: 'Delete an announcement together with its translations.',
  permission: 'support:publish',
  input: (t) => ({
    announcementId: t.globalID({
      for: Announcement,
      required: true,
      description: 'ID of the announcement to delete.',
    }),
  }),
  errors: ['ANNOUNCEMENT_NOT_FOUND'],
  run: async (work, { announcementId }) => {
    const id = keyOf(announcementId);
    const gone = await work.tx.announcement.findUnique({ where: { id } });
    const { count } = await work.tx.announcement.deleteMany({ where: { id } });
    if (!gone || count === 0) throw new DomainError('ANNOUNCEMENT_NOT_FOUND');
    work.announce('announcement.deleted', { announcementId: id });
    return { announcementId: id, parentId: gone.parentId };
  },
  deletes: { type: 'Announcement', key: 'announcementId' },
  payload: (t) => ({
    parent: rowField(
      t,
      Announcement,
      'parentId',
      'The original of a translation; null for an original.',
    ),
  }),
});
