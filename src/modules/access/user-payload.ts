import { encodeId } from '#core/ids.ts';
import type { builder } from '#schema/builder.ts';
import { rowField } from '#schema/payload-rows.ts';
import { User } from '#modules/access/users/user.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** The user that a change concerned: its id for whoever made the change, the row for readers. */
export const userFields = <Answer extends { userId: number | null }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
  description: string,
) => ({
  userId: t.id({
    nullable: true,
    description: `ID of the ${description}`,
    resolve: ({ userId }) => userId && encodeId('User', userId),
  }),
  user: rowField(t, User, 'userId', `The ${description}`),
});
