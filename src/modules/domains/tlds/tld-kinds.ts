import { builder } from '#schema/builder.ts';

export const TldLabel = builder.enumType('TldLabel', {
  description: 'A label that makes a TLD stand out.',
  values: {
    FREE: { description: 'Free of charge for a while.' },
    HOT: { description: 'Much asked for.' },
    NEW: { description: 'New on sale.' },
    SALE: { description: 'Cheaper for a while.' },
  } as const,
});

export const DomainActionEnum = builder.enumType('DomainAction', {
  description: 'What is done with a domain for money.',
  values: {
    REGISTER: { description: 'A new registration.' },
    RENEW: { description: 'Further years.' },
    TRANSFER: { description: 'Taking it over from another registrar.' },
    RESTORE: { description: 'Getting it back from redemption.' },
  } as const,
});

export const TldAddonKind = builder.enumType('TldAddonKind', {
  description: 'An addon that can be bought with a domain.',
  values: {
    ID_PROTECTION: { description: "The owner's data stay out of the public directory." },
    DNS_MANAGEMENT: { description: 'Its DNS is hosted by the registrar.' },
    EMAIL_FORWARDING: { description: 'Mail to it goes on to other addresses.' },
  } as const,
});

export const TldFieldType = builder.enumType('TldFieldType', {
  description: 'How a further question of a registry is answered.',
  values: {
    TEXT: { description: 'One line.' },
    LINK: { description: 'A web address.' },
    PASSWORD: { description: 'Something that is not shown while it is entered.' },
    DROPDOWN: { description: 'One of the options.' },
    TICKBOX: { description: 'Yes or no.' },
    TEXTAREA: { description: 'Several lines.' },
  } as const,
});
