import { z } from 'zod';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { enumWords, wrapped } from '#transports/rapi/format.ts';

export const GetOrderStatuses = legacy({
  params: z.object({}),
  operation: graphql(`
    query GetOrderStatuses {
      orderStatuses {
        status
        count
      }
    }
  `),
  variables: () => ({}),
  present: ({ orderStatuses }) => ({
    totalresults: orderStatuses.length,
    ...wrapped(
      'statuses',
      'status',
      orderStatuses.map(({ status, count }) => ({ title: enumWords(status), count })),
    ),
  }),
});
