import { builder } from '#schema/builder.ts';

/** A TLD on sale. */
export const Tld = builder.prismaNode('Tld', {
  read: 'catalog:read',
  description: 'A TLD on sale.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    extension: t.exposeString('extension', {
      description: 'Lower-case ASCII without the first dot: com, co.uk, xn--p1ai.',
    }),
    unicodeExtension: t.exposeString('unicodeExtension', { description: 'As people write it.' }),
    offersIdProtection: t.exposeBoolean('offersIdProtection', {
      description: 'ID protection can be had.',
    }),
    offersDnsManagement: t.exposeBoolean('offersDnsManagement', {
      description: 'DNS hosting can be had.',
    }),
    offersEmailForwarding: t.exposeBoolean('offersEmailForwarding', {
      description: 'E-mail forwarding can be had.',
    }),
    requiresEpp: t.exposeBoolean('requiresEpp', { description: 'A transfer needs the EPP code.' }),
    isSuggested: t.exposeBoolean('isSuggested', { description: 'Among automatic suggestions.' }),
    isSpotlight: t.exposeBoolean('isSpotlight', { description: 'Prominent on the search page.' }),
    whoisVerificationOffered: t.exposeBoolean('whoisVerificationOffered', {
      description: 'Clients may have the verification e-mail sent again.',
    }),
    freePeriodPriceOff: t.exposeBoolean('freePeriodPriceOff', {
      description: 'A period that is free with a product comes off the price of a longer one.',
    }),
    voucherRequired: t.exposeBoolean('voucherRequired', {
      description: 'Registered and renewed with vouchers only.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});
