import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { date } from '#transports/rapi/params.ts';
import { dateText, dateTimeText } from '#transports/rapi/format.ts';

export const GetAutomationLog = legacy({
  params: fields({ entry_date: date.optional() }),
  operation: graphql(`
    query GetAutomationLog($on: Date) {
      automationLog(on: $on) {
        on
        now
        lastRunAt
        entries {
          on
          namespace
          total
          succeeded
          failed
        }
      }
    }
  `),
  variables: (p) => ({ on: p.entry_date }),
  present: ({ automationLog: log }) => ({
    currentDatetime: dateTimeText(log.now),
    lastDailyCronInvocationTime: dateTimeText(log.lastRunAt),
    startdate: `${log.on} 00:00:00`,
    enddate: `${log.on} 23:59:59`,
    statistics: log.entries.map((entry) => ({
      date: dateText(entry.on),
      namespace: entry.namespace,
      items_total: entry.total,
      succeeded: entry.succeeded,
      failed: entry.failed,
    })),
  }),
});
