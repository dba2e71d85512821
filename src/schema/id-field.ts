import { encodeId } from '#core/ids.ts';

/**
 * The options of a field with the global id of another row, beside the field that leads to the row:
 * it is there for those who may not read the row, and once the row is gone.
 */
export const rowId = <Column extends string>(
  type: string,
  column: Column,
  description: string,
) => ({
  nullable: true as const,
  description,
  select: { [column]: true } as { [Name in Column]: true },
  resolve: (row: { [Name in Column]: number | null }) => {
    const key = row[column];
    return key === null ? null : encodeId(type, key);
  },
});
