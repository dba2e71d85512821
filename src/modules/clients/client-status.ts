import { builder } from '#schema/builder.ts';

export const ClientStatus = builder.enumType('ClientStatus', {
  description: 'Status of a client account.',
  values: {
    ACTIVE: { description: 'The client has something that is billed, or is new.' },
    INACTIVE: { description: 'The client currently has nothing active.' },
    CLOSED: {
      description:
        'The client is closed: nothing can be ordered, and nobody can sign in for the client.',
    },
  } as const,
});
