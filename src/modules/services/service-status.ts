import type { ServiceStatus as Status } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';

export const ServiceStatus = builder.enumType('ServiceStatus', {
  description: "Where a client's service stands.",
  values: {
    PENDING: { description: 'Ordered, and not made yet.' },
    ACTIVE: { description: 'In use.' },
    SUSPENDED: { description: 'Switched off for a time.' },
    TERMINATED: { description: 'Its account was removed.' },
    CANCELLED: { description: 'Ended by the customer, or never begun.' },
    FRAUD: { description: 'Of an order that was found fraudulent.' },
    COMPLETED: { description: 'Bought once, delivered, and done.' },
  } as const,
});

/** Where a service or an addon has not ended, and is not done with. */
export const livingStatuses: Status[] = ['PENDING', 'ACTIVE', 'SUSPENDED'];

export const CancellationType = builder.enumType('CancellationType', {
  description: 'When a cancelled service ends.',
  values: {
    IMMEDIATE: { description: 'At once.' },
    END_OF_BILLING_PERIOD: { description: 'On the day it would have been renewed.' },
  } as const,
});

export const CancellationStatus = builder.enumType('CancellationStatus', {
  description: 'How far a cancellation is.',
  values: {
    PENDING: { description: 'Waits for its day.' },
    COMPLETED: { description: 'The service has ended.' },
    WITHDRAWN: { description: 'The customer stays.' },
  } as const,
});

export const ServerFillType = builder.enumType('ServerFillType', {
  description: 'How a group picks the server for a new account.',
  values: {
    LEAST_FULL: { description: 'The one with the smallest share of its limit in use.' },
    FILL_UNTIL_FULL: { description: 'One after the other: the fullest that has room.' },
  } as const,
});
