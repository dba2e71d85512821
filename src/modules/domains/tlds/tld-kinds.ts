import { builder } from '#schema/builder.ts';

export const TldLabel = builder.enumType('TldLabel', {
  description: 'Promotional label of a TLD.',
  values: {
    FREE: { description: 'The TLD is free of charge for a limited time.' },
    HOT: { description: 'The TLD is in high demand.' },
    NEW: { description: 'The TLD is new on sale.' },
    SALE: { description: 'The TLD is cheaper for a limited time.' },
  } as const,
});

export const DomainActionEnum = builder.enumType('DomainAction', {
  description: 'Domain action that has a price.',
  values: {
    REGISTER: { description: 'New registration.' },
    RENEW: { description: 'Renewal for further years.' },
    TRANSFER: { description: 'Transfer from another registrar.' },
    RESTORE: { description: 'Restoration from the redemption period.' },
  } as const,
});

export const TldAddonKind = builder.enumType('TldAddonKind', {
  description: 'An addon that can be bought with a domain.',
  values: {
    ID_PROTECTION: {
      description: "ID protection: the owner's data is kept out of the public directory.",
    },
    DNS_MANAGEMENT: { description: 'DNS hosting by the registrar.' },
    EMAIL_FORWARDING: {
      description: 'Email forwarding: email to the domain is forwarded to other addresses.',
    },
  } as const,
});

export const TldFieldType = builder.enumType('TldFieldType', {
  description: "Input type of a registry's additional question.",
  values: {
    TEXT: { description: 'One line of text.' },
    LINK: { description: 'Web address.' },
    PASSWORD: { description: 'Text that is not shown while being entered.' },
    DROPDOWN: { description: "One of the question's options." },
    TICKBOX: { description: 'Yes or no.' },
    TEXTAREA: { description: 'Several lines of text.' },
  } as const,
});
