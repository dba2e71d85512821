import { builder } from '#schema/builder.ts';

export const TicketPriority = builder.enumType('TicketPriority', {
  description: 'How pressing a ticket is.',
  values: {
    LOW: { description: 'Can wait.' },
    MEDIUM: { description: 'As usual.' },
    HIGH: { description: 'Something is down.' },
  },
});

export const RequestorType = builder.enumType('RequestorType', {
  description: 'In what role somebody wrote.',
  values: {
    OWNER: { description: 'The owner of the client account.' },
    OPERATOR: { description: 'A staff member.' },
    REGISTERED_USER: { description: 'A user linked with the client.' },
    SUBACCOUNT: { description: 'A contact of the client.' },
    AUTHORIZED_USER: { description: 'A user the client gave rights to.' },
    GUEST: { description: 'Somebody who is no client.' },
  },
});
