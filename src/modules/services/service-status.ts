import type { ServiceStatus as Status } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';

export const ServiceStatus = builder.enumType('ServiceStatus', {
  description: "Status of a client's service.",
  values: {
    PENDING: { description: 'Ordered, but not set up yet.' },
    ACTIVE: { description: 'Set up and in use.' },
    SUSPENDED: { description: 'Disabled temporarily.' },
    TERMINATED: { description: 'Ended. The account of the service was removed.' },
    CANCELLED: { description: 'Ended by the customer, or never started.' },
    FRAUD: { description: 'Part of an order that was found to be fraudulent.' },
    COMPLETED: { description: 'Paid once, delivered and finished.' },
  } as const,
});

/** Where a service or an addon has not ended, and is not done with. */
export const livingStatuses: Status[] = ['PENDING', 'ACTIVE', 'SUSPENDED'];

export const CancellationType = builder.enumType('CancellationType', {
  description: 'Time at which a cancelled service ends.',
  values: {
    IMMEDIATE: { description: 'Ends immediately.' },
    END_OF_BILLING_PERIOD: {
      description: 'Ends on the day on which the service would have been renewed.',
    },
  } as const,
});

export const CancellationStatus = builder.enumType('CancellationStatus', {
  description: 'Progress of a cancellation request.',
  values: {
    OPEN: { description: 'Waiting for the day on which the cancellation takes effect.' },
    COMPLETED: { description: 'Completed. The service has ended.' },
    WITHDRAWN: { description: 'Withdrawn. The service continues.' },
  } as const,
});

export const ServerFillType = builder.enumType('ServerFillType', {
  description: 'How a server group selects the server for a new account.',
  values: {
    LEAST_FULL: { description: 'The server with the smallest share of its account limit in use.' },
    FILL_UNTIL_FULL: {
      description: 'Servers are filled in turn: the fullest server that still has room.',
    },
  } as const,
});
