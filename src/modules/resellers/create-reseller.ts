import { keyOf } from '#core/ids.ts';
import { isTaken } from '#platform/database/taken.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor, lockClient } from '#modules/clients/visible.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { command } from '#schema/command.ts';
import {
  brandInputs,
  brandNameRule,
  activeCurrency,
  parentFor,
  refuseTerms,
  saveCreditLimit,
  termInputs,
} from './reseller-input.ts';
import { resellerPayload } from './reseller-payload.ts';

command('createReseller', {
  description:
    'Make a client a reseller, who can hold API credentials, have customers and sell by price lists. A reseller can do the same for its own customers, who become resellers below it.',
  permission: 'resellers:write',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client that becomes a reseller.',
    }),
    brandName: t.string({
      required: true,
      description:
        'Brand name the reseller sells under, shown on invoices and emails of its customers.',
      validate: brandNameRule,
    }),
    currency: t.field({
      type: 'CurrencyCode',
      description:
        "Currency in which prices are agreed with the reseller. Default: the client's currency.",
    }),
    ...brandInputs(t),
    ...termInputs(t),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'CLIENT_CLOSED',
    'RESELLER_EXISTS',
    'RESELLER_NOT_FOUND',
    'CURRENCY_NOT_FOUND',
    'FORBIDDEN',
  ],
  run: async (work, { clientId, brandName, currency, websiteUrl, supportEmail, ...terms }) => {
    const { tx, fail, announce } = work;
    refuseTerms(work, terms);
    const id = keyOf(clientId);
    await clientFor(work, id, { id: true });
    await lockClient(work, id);
    const client = await clientFor(work, id, {
      status: true,
      currencyCode: true,
      resellerId: true,
    });
    if (client.status === 'CLOSED') fail('CLIENT_CLOSED', undefined, { field: 'clientId' });
    // Whose customer it is, under that reseller it sells, by default.
    const parentId = terms.parentId
      ? await parentFor(work, terms.parentId, null)
      : client.resellerId;
    const data = {
      clientId: id,
      parentId,
      brandName,
      websiteUrl: websiteUrl ?? '',
      supportEmail: supportEmail ?? '',
      discountPercent: terms.discountPercent ?? 0,
      currencyCode: currency ? await activeCurrency(work, currency) : client.currencyCode,
    };
    const reseller = await tx.reseller.create({ data, select: { id: true } }).catch((error) => {
      if (isTaken(error)) return fail('RESELLER_EXISTS', undefined, { field: 'clientId' });
      throw error;
    });
    await saveCreditLimit(work, id, terms.creditLimit);
    announce('reseller.added', { resellerId: reseller.id, clientId: id });
    await changeCatalog(work, 'reseller-prices');
    return { resellerId: reseller.id };
  },
  payload: resellerPayload,
});
