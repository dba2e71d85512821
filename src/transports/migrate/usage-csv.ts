import { csvField } from '#core/text.ts';
import { graphql } from '#generated/migrate/index.ts';
import type { LegacyUsageReportQuery } from '#generated/migrate/graphql.ts';

export const usageReport = graphql(`
  query LegacyUsageReport {
    legacyUsage {
      credential {
        databaseId
        name
        identifier
        lastUsedIp
      }
      command
      count
      refusedCount
      lastAt
      replacement
    }
  }
`);

const head = [
  'key',
  'name',
  'identifier',
  'command',
  'calls',
  'refused',
  'last',
  'from',
  'instead',
];

/** What every key still calls, as a table. */
export function usageCsv({ legacyUsage }: LegacyUsageReportQuery): string {
  const rows = legacyUsage.map(
    ({ credential, command, count, refusedCount, lastAt, replacement }) => [
      String(credential.databaseId),
      credential.name,
      credential.identifier,
      command,
      String(count),
      String(refusedCount),
      lastAt,
      credential.lastUsedIp ?? '',
      replacement ?? '',
    ],
  );
  return [head, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}
