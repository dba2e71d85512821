import { builder } from '#schema/builder.ts';

export const DomainStatus = builder.enumType('DomainStatus', {
  description: 'Status of a domain in its life cycle.',
  values: {
    PENDING: { description: 'Bought; nothing is ordered at a registrar yet.' },
    PENDING_REGISTRATION: { description: 'The registration is ordered.' },
    PENDING_TRANSFER: {
      description: 'The transfer to the company is in progress, which takes days.',
    },
    ACTIVE: { description: 'Registered, and within its period.' },
    GRACE: { description: 'The period has ended; the domain can still be renewed as usual.' },
    REDEMPTION: { description: 'The domain no longer works; it can be restored for a fee.' },
    EXPIRED: { description: 'The domain is lost: anybody may register it.' },
    CANCELLED: { description: 'The domain was given up.' },
    FRAUD: { description: 'The order of the domain was fraudulent.' },
    TRANSFERRED_AWAY: { description: 'The domain was transferred to another registrar.' },
  } as const,
});

export const DomainOrigin = builder.enumType('DomainOrigin', {
  description: 'How the company got a domain.',
  values: {
    REGISTER: { description: 'Registered through the company.' },
    TRANSFER: { description: 'Transferred from another registrar.' },
  } as const,
});

export const DomainContactRole = builder.enumType('DomainContactRole', {
  description: 'Role of a domain contact.',
  values: {
    REGISTRANT: { description: 'The owner of the domain.' },
    ADMIN: { description: 'The administrative contact, who decides for the owner.' },
    TECH: { description: 'The technical contact, who runs the domain.' },
    BILLING: { description: 'The billing contact, who pays for the domain.' },
  } as const,
});
