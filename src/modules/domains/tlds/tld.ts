import { everyRow } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';

/** A TLD on sale. */
export const Tld = builder.prismaNode('Tld', {
  read: 'catalog:read',
  visible: everyRow,
  description: 'A TLD on sale.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the TLD, used by the legacy APIs.',
    }),
    extension: t.exposeString('extension', {
      description:
        'Name of the TLD in lower-case ASCII, without the first dot, e.g. com, co.uk, xn--p1ai.',
    }),
    unicodeExtension: t.exposeString('unicodeExtension', {
      description: 'Name of the TLD in Unicode, for display.',
    }),
    offersIdProtection: t.exposeBoolean('offersIdProtection', {
      description: 'Whether ID protection is offered for domains of the TLD.',
    }),
    offersDnsManagement: t.exposeBoolean('offersDnsManagement', {
      description: 'Whether DNS hosting is offered for domains of the TLD.',
    }),
    offersEmailForwarding: t.exposeBoolean('offersEmailForwarding', {
      description: 'Whether email forwarding is offered for domains of the TLD.',
    }),
    requiresEpp: t.exposeBoolean('requiresEpp', {
      description: 'Whether a transfer requires the EPP code.',
    }),
    isSuggested: t.exposeBoolean('isSuggested', {
      description: 'Whether the TLD is included in automatic suggestions.',
    }),
    isSpotlight: t.exposeBoolean('isSpotlight', {
      description: 'Whether the TLD is shown prominently on the search page.',
    }),
    whoisVerificationOffered: t.exposeBoolean('whoisVerificationOffered', {
      description: 'Whether clients may have the verification email sent again.',
    }),
    freePeriodPriceOff: t.exposeBoolean('freePeriodPriceOff', {
      description:
        'Whether a period that is free with a product is deducted from the price of a longer period.',
    }),
    voucherRequired: t.exposeBoolean('voucherRequired', {
      description: 'Whether domains of the TLD are registered and renewed with vouchers only.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time the TLD was added.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the TLD.',
    }),
  }),
});
