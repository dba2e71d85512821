import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { email, id, line, password } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

const NOTHING = "One of 'email', 'firstname', 'lastname', or 'language' is required";

export const UpdateUser = legacy({
  params: fields({
    user_id: id,
    first_name: line(100).optional(),
    last_name: line(100).optional(),
    email: email.optional(),
    language: line(40).optional(),
    // Who changes the address they sign in with proves who they are.
    password: password.optional(),
  }),
  operation: graphql(`
    mutation UpdateUser($input: UpdateUserInput!) {
      updateUser(input: $input) {
        user {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      userId: encodeId('User', p.user_id),
      firstName: p.first_name,
      lastName: p.last_name,
      email: p.email,
      language: p.language,
      password: p.password,
    },
  }),
  present: ({ updateUser: { user } }) => ({ user_id: idText(user.databaseId) }),
  errors: {
    USER_NOT_FOUND: 'Invalid User ID requested',
    USER_EMAIL_TAKEN: 'A user already exists with that email address',
    NOTHING_TO_CHANGE: NOTHING,
  },
  missing: { user_id: 'Invalid User ID requested' },
  wrong: {
    user_id: 'Invalid User ID requested',
    email: 'The email address entered is not valid',
  },
});
