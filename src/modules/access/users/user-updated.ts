import { nounEvents } from '#schema/events/noun.ts';
import { User } from './user.ts';

nounEvents({
  noun: 'user',
  type: User,
  read: 'access:read',
  missing: 'USER_NOT_FOUND',
  description: 'Users who are added, changed, linked with an account, locked out or sign in.',
});
