import { nounEvents } from '#schema/events/noun.ts';
import { Announcement } from './announcement.ts';

nounEvents({
  noun: 'announcement',
  type: Announcement,
  read: 'support:read',
  missing: 'ANNOUNCEMENT_NOT_FOUND',
  description: 'Announcements that are added, changed or deleted.',
});
