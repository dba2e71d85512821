import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { amount, id } from '#transports/rapi/params.ts';
import { idText, enumWords } from '#transports/rapi/format.ts';

export const AddFunds = legacy({
  params: clientFields({ user_id: id, amount }),
  operation: graphql(`
    mutation AddFunds($input: AddFundsInput!) {
      addFunds(input: $input) { invoice { databaseId status } }
    }
  `),
  variables: (p) => ({ input: { clientId: encodeId('Client', p.user_id), amount: p.amount } }),
  present: ({ addFunds: { invoice } }) => ({
    invoiceid: idText(invoice.databaseId),
    invoice_id: idText(invoice.databaseId),
    status: enumWords(invoice.status),
  }),
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
});
