import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { command } from '#schema/command.ts';
import {
  brandInputs,
  brandNameRule,
  activeCurrency,
  parentFor,
  refuseTerms,
  resellerFor,
  saveCreditLimit,
  termInputs,
} from './reseller-input.ts';
import { resellerPayload } from './reseller-payload.ts';
import { Reseller, ResellerStatus } from './reseller.ts';

command('updateReseller', {
  description:
    'Change a reseller. Omitted fields stay unchanged. Staff can change everything; a reseller can change the brand of itself and of the resellers below it, and the status of those below it.',
  permission: 'resellers:write',
  input: (t) => ({
    resellerId: t.globalID({
      for: Reseller,
      required: true,
      description: 'ID of the reseller to change.',
    }),
    status: t.field({
      type: ResellerStatus,
      description:
        "New status: ACTIVE, SUSPENDED (API credentials can read but not change anything) or CLOSED (API credentials stop working). The reseller's customers and their sign-ins are not affected.",
    }),
    brandName: t.string({
      description: 'New brand name the reseller sells under.',
      validate: brandNameRule,
    }),
    currency: t.field({
      type: 'CurrencyCode',
      description:
        'Currency in which prices are agreed with the reseller. Only staff can change it.',
    }),
    ...brandInputs(t),
    ...termInputs(t),
  }),
  errors: ['RESELLER_NOT_FOUND', 'RESELLER_ABOVE_ITSELF', 'CURRENCY_NOT_FOUND', 'FORBIDDEN'],
  nulls: {
    creditLimit: null,
    discountPercent: null,
    parentId: null,
    supportEmail: '',
    websiteUrl: '',
  },
  run: async (work, { resellerId, status, brandName, websiteUrl, supportEmail, ...terms }) => {
    const { tx, actor, announce } = work;
    const reseller = await resellerFor(work, keyOf(resellerId));
    refuseTerms(work, terms);
    const isOwn = !isStaff(actor) && reseller.id === actor.resellerId;
    if (status && isOwn)
      work.fail('FORBIDDEN', 'status: a reseller cannot change its own.', { field: 'status' });
    const { currency, discountPercent, creditLimit, parentId } = terms;
    await tx.reseller.update({
      where: { id: reseller.id },
      data: {
        ...(status && { status }),
        ...(brandName && { brandName }),
        ...(websiteUrl !== undefined && { websiteUrl: websiteUrl ?? '' }),
        ...(supportEmail !== undefined && { supportEmail: supportEmail ?? '' }),
        ...(discountPercent !== undefined && { discountPercent: discountPercent ?? 0 }),
        ...(currency && { currencyCode: await activeCurrency(work, currency) }),
        ...(parentId === null && { parentId: null }),
        ...(parentId && { parentId: await parentFor(work, parentId, reseller.id) }),
      },
      select: { id: true },
    });
    await saveCreditLimit(work, reseller.clientId, creditLimit);
    announce('reseller.changed', { resellerId: reseller.id, clientId: reseller.clientId });
    await changeCatalog(work, 'reseller-prices');
    return { resellerId: reseller.id };
  },
  payload: resellerPayload,
});
