/** The list that holds one value, where there is one. */
export const listed = <Value>(value: Value | undefined): Value[] | undefined =>
  value === undefined ? undefined : [value];

/** The span that holds one value alone, where there is one. */
export const onlyAt = <Value>(value: Value | undefined): { from: Value; to: Value } | undefined =>
  value === undefined ? undefined : { from: value, to: value };
