import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { email, line, password } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

/** Here, as in all user commands, `user_id` is the id of a user and not of a client. */
export const AddUser = legacy({
  params: fields({
    first_name: line(100),
    last_name: line(100),
    email,
    password,
    language: line(40).optional(),
  }),
  operation: graphql(`
    mutation AddUser($input: AddUserInput!) {
      addUser(input: $input) {
        user {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      firstName: p.first_name,
      lastName: p.last_name,
      email: p.email,
      password: p.password,
      language: p.language,
    },
  }),
  present: ({ addUser: { user } }) => ({ user_id: idText(user.databaseId) }),
  errors: { USER_EMAIL_TAKEN: 'A user already exists with that email address' },
  missing: {
    first_name: 'You did not enter a first name',
    last_name: 'You did not enter a last name',
    email: 'You did not enter an email address',
    password: 'You did not enter a password',
  },
  wrong: { email: 'The email address entered is not valid' },
});
