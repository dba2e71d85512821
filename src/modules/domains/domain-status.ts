import { builder } from '#schema/builder.ts';

export const DomainStatus = builder.enumType('DomainStatus', {
  description: 'Where a domain stands in its life.',
  values: {
    PENDING: { description: 'Bought, and nothing ordered at a registrar yet.' },
    PENDING_REGISTRATION: { description: 'Its registration is ordered.' },
    PENDING_TRANSFER: { description: 'Its transfer to us is on the way, which takes days.' },
    ACTIVE: { description: 'Registered, and its period runs.' },
    GRACE: { description: 'The period has ended; it can still be renewed as usual.' },
    REDEMPTION: { description: 'It no longer works; it can be restored for a fee.' },
    EXPIRED: { description: 'Gone: anybody may register it.' },
    CANCELLED: { description: 'Given up.' },
    FRAUD: { description: 'Its order was fraudulent.' },
    TRANSFERRED_AWAY: { description: 'Another registrar has it now.' },
  } as const,
});

export const DomainOrigin = builder.enumType('DomainOrigin', {
  description: 'How a domain came here.',
  values: {
    REGISTER: { description: 'Registered here.' },
    TRANSFER: { description: 'Transferred from another registrar.' },
  } as const,
});

export const DomainContactRole = builder.enumType('DomainContactRole', {
  description: 'In what capacity somebody is named on a domain.',
  values: {
    REGISTRANT: { description: 'The owner.' },
    ADMIN: { description: 'Who decides for the owner.' },
    TECH: { description: 'Who runs it.' },
    BILLING: { description: 'Who pays for it.' },
  } as const,
});
