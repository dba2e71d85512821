import { z } from 'zod';
import { matchNone } from '#modules/access/visible.ts';
import { amountRule } from '#modules/catalog/products/product-input.ts';
import { there } from '#modules/catalog/visible.ts';
import { DomainActionEnum } from '#modules/domains/tlds/tld-kinds.ts';
import { extensionOf } from '#modules/domains/tlds/tlds.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { agreeFields, agreementErrors, beginAgreement, checkAgreed, somePrices } from './agree.ts';
import { resellerPayload } from '#modules/resellers/reseller-payload.ts';

const AgreedTldPriceInput = builder.inputType('AgreedTldPriceInput', {
  description: 'Price agreed with a single reseller for an action on domains of a TLD.',
  fields: (t) => ({
    extension: t.string({
      required: true,
      description: 'TLD the price is for, such as `.com` or `co.uk`.',
    }),
    action: t.field({
      type: DomainActionEnum,
      required: true,
      description: 'Domain action the price is for.',
    }),
    years: t.int({
      defaultValue: 1,
      description: 'Number of years the price covers.',
      validate: z.int().min(1).max(10),
    }),
    price: t.field({
      type: 'Decimal',
      description: 'Price for all years together. Null ends the agreement.',
      validate: amountRule.nullish(),
    }),
  }),
});

command('setResellerTldPrices', {
  description:
    "Set or end domain prices agreed with a single reseller, all or none. Agreed prices take precedence over the reseller's cost price list and discount. Only for staff.",
  permission: 'resellers:write',
  input: (t) => ({
    ...agreeFields(t),
    prices: t.field({
      type: [AgreedTldPriceInput],
      required: true,
      description: 'Prices to set or end, 1 to 1,000. Other agreed prices stay unchanged.',
      validate: somePrices,
    }),
  }),
  errors: [...agreementErrors, 'TLD_NOT_FOUND'],
  run: async (work, input) => {
    const { tx } = work;
    const own = await beginAgreement(work, 'Reseller TLD prices set', input);
    const named = input.prices.map(({ extension, years, ...rest }) => ({
      ...rest,
      extension: extensionOf(extension) ?? '',
      years: years ?? 1,
    }));
    checkAgreed(
      work,
      named.map(({ extension, action, years, price }) => ({
        place: `.${extension} ${action} ${years}`,
        amounts: [price],
      })),
      own.currencyCode,
    );
    const known = await tx.tld.findMany({
      where: { extension: { in: named.map(({ extension }) => extension) } },
      select: { id: true, extension: true },
    });
    const idOf = new Map(known.map(({ id, extension }) => [extension, id]));
    const received = named.map(({ extension, ...rest }) => ({
      ...rest,
      tldId: there(idOf.get(extension), 'TLD_NOT_FOUND'),
    }));
    const places = received.map(({ tldId, action, years }) => ({ tldId, action, years }));
    await tx.resellerTldPrice.deleteMany({ where: { ...own, OR: [matchNone, ...places] } });
    await tx.resellerTldPrice.createMany({
      data: received.flatMap(({ price, ...place }) => (price ? [{ ...own, ...place, price }] : [])),
    });
    return { resellerId: own.resellerId };
  },
  payload: resellerPayload,
});
