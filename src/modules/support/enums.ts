import { builder } from '#schema/builder.ts';

export const TicketPriority = builder.enumType('TicketPriority', {
  description: 'Priority of a ticket.',
  values: {
    LOW: { description: 'Low priority. Can wait.' },
    MEDIUM: { description: 'Normal priority.' },
    HIGH: { description: 'High priority. Something is down.' },
  },
});

export const RequestorType = builder.enumType('RequestorType', {
  description: 'Role in which a person wrote in a ticket.',
  values: {
    OWNER: { description: 'Owner of the client account.' },
    OPERATOR: { description: 'Staff member.' },
    REGISTERED_USER: { description: 'User linked with the client.' },
    SUBACCOUNT: { description: 'Contact of the client.' },
    AUTHORIZED_USER: { description: 'User authorized by the client.' },
    GUEST: { description: 'Person who is not a client.' },
  },
});
