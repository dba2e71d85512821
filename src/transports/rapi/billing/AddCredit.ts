import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { amount, date, id, optionalId, text } from '#transports/rapi/params.ts';
import { money } from '#transports/rapi/format.ts';
import { globalId } from '#transports/rapi/global-id.ts';

export const AddCredit = legacy({
  params: clientFields({
    user_id: id,
    description: text(1_000),
    amount,
    entry_date: date.optional(),
    admin_id: optionalId,
  }),
  operation: graphql(`
    mutation AddCredit($input: AddCreditInput!) {
      addCredit(input: $input) { credit { balanceAfter { amount currency } } }
    }
  `),
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.user_id),
      description: p.description,
      amount: p.amount,
      enteredOn: p.entry_date,
      adminId: globalId('Admin', p.admin_id),
    },
  }),
  present: ({ addCredit: { credit } }) => ({ newbalance: money(credit.balanceAfter) }),
  errors: {
    CLIENT_NOT_FOUND: 'Client ID Not Found',
    ADMIN_NOT_FOUND: 'Admin ID Not Found',
  },
  missing: { amount: 'No Amount Provided' },
  wrong: {
    amount: 'Amount must be in decimal format: ### or ###.##',
    entry_date: 'Date Format is not Valid',
  },
});
