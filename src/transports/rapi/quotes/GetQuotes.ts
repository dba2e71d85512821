import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { dayRange } from '#transports/rapi/day-range.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { choice, date, optionalId } from '#transports/rapi/params.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import {
  dateText as formatDate,
  exactly,
  int,
  listReply,
  money,
  oneOrZero,
  textOrBlank,
  unitPrice,
  enumWords,
  wrapped,
} from '#transports/rapi/format.ts';
import { stages } from './stages.ts';

export const GetQuotes = legacy({
  params: clientFields({
    ...paging,
    // The reference copied its columns from another list; the last two are the nearest ones here.
    ...sorting({
      id: 'ID',
      user_id: 'CLIENT',
      status: 'STAGE',
      cancellation_date: 'VALID_UNTIL',
      product_type: 'SUBJECT',
      valid_until: 'VALID_UNTIL',
    }),
    id: optionalId,
    user_id: optionalId,
    status: choice({ ...stages, Expired: 'EXPIRED' }).optional(),
    date_created: date.optional(),
    last_modified: date.optional(),
    valid_until: date.optional(),
  }),
  operation: graphql(`
    query GetQuotes($filter: QuoteFilter, $orderBy: [QuoteOrder!], $first: Int, $offset: Int) {
      quotes(filter: $filter, orderBy: $orderBy, first: $first, offset: $offset) {
        totalCount
        edges {
          node {
            databaseId subject stage validUntilOn
            client { databaseId firstName lastName companyName email createdAt status group { databaseId } }
            firstName lastName companyName email address1 address2 city state postcode country phoneNumber taxId
            currency { databaseId }
            subtotal { amount currency } tax { amount currency } tax2 { amount currency } total { amount currency }
            proposal customerNotes adminNotes createdOn modifiedOn sentAt acceptedAt
            items { databaseId description quantity unitPrice discountPercent isTaxed amount { currency } }
          }
        }
      }
    }
  `),
  variables: (p) => {
    const { column, direction } = sortOf(p);
    return {
      ...pageOf(p),
      orderBy: { field: column ?? 'ID', direction },
      filter: {
        id: p.id ? [encodeId('Quote', p.id)] : undefined,
        client: p.user_id ? [encodeId('Client', p.user_id)] : undefined,
        stage: p.status && [p.status],
        createdOn: dayRange(p.date_created),
        modifiedOn: dayRange(p.last_modified),
        validUntilOn: dayRange(p.valid_until),
      },
    };
  },
  present: ({ quotes }, p) =>
    listReply('quotes', 'quote', {
      total: quotes.totalCount,
      start: pageOf(p).offset,
      items: quotes.edges.map(({ node: quote }) => ({
        id: quote.databaseId,
        subject: quote.subject,
        status: enumWords(quote.stage),
        valid_until: formatDate(quote.validUntilOn),
        user_id: int(quote.client?.databaseId),
        client: quote.client
          ? {
              id: quote.client.databaseId,
              first_name: quote.client.firstName,
              last_name: quote.client.lastName,
              company_name: quote.client.companyName,
              email: quote.client.email,
              entry_date: formatDate(quote.client.createdAt),
              group_id: int(quote.client.group?.databaseId),
              status: enumWords(quote.client.status),
            }
          : {},
        first_name: quote.firstName,
        last_name: quote.lastName,
        company: quote.companyName,
        email: quote.email,
        address1: quote.address1,
        address2: quote.address2,
        city: quote.city,
        state: quote.state,
        post_code: quote.postcode,
        country: quote.country,
        phone_number: quote.phoneNumber,
        tax_id: quote.taxId,
        currency: quote.currency.databaseId,
        subtotal: money(quote.subtotal),
        tax1: money(quote.tax),
        tax2: money(quote.tax2),
        total: money(quote.total),
        proposal_notes: quote.proposal,
        customer_notes: quote.customerNotes,
        admin_notes: textOrBlank(quote.adminNotes),
        date_created: formatDate(quote.createdOn),
        last_modified: formatDate(quote.modifiedOn),
        datesent: formatDate(quote.sentAt),
        dateaccepted: formatDate(quote.acceptedAt),
        ...wrapped(
          'items',
          'item',
          quote.items.map((item) => ({
            id: item.databaseId,
            description: item.description,
            quantity: exactly(item.quantity, 2),
            unitprice: unitPrice({ amount: item.unitPrice, currency: item.amount.currency }),
            discount: exactly(item.discountPercent, 2),
            taxable: oneOrZero(item.isTaxed),
          })),
        ),
      })),
    }),
});
