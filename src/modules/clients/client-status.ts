import { builder } from '#schema/builder.ts';

export const ClientStatus = builder.enumType('ClientStatus', {
  description: 'Where a client account stands.',
  values: {
    ACTIVE: { description: 'Has something that is billed, or is new.' },
    INACTIVE: { description: 'Has nothing active at the moment.' },
    CLOSED: { description: 'Closed: nothing can be ordered, nobody can sign in for it.' },
  } as const,
});
