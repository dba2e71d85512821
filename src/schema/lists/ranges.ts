import { builder } from '#schema/builder.ts';

/** A span of time in a filter. */
export const TimestampRange = builder.inputType('TimestampRange', {
  description: 'A span of time.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'Not before this time.' }),
    before: t.field({ type: 'DateTime', description: 'Before this time.' }),
  }),
});

/** A span of days in a filter. */
export const DateRange = builder.inputType('DateRange', {
  description: "A span of days. The days of a time are the company's.",
  fields: (t) => ({
    from: t.field({ type: 'Date', description: 'On this day or later.' }),
    to: t.field({ type: 'Date', description: 'On this day or earlier.' }),
  }),
});

/** A span of amounts in a filter. */
export const AmountRange = builder.inputType('AmountRange', {
  description: 'A span of amounts, each in the currency of its row.',
  fields: (t) => ({
    from: t.field({ type: 'Decimal', description: 'This amount or more.' }),
    to: t.field({ type: 'Decimal', description: 'This amount or less.' }),
  }),
});

/** A span of numbers in a filter. */
export const IntRange = builder.inputType('IntRange', {
  description: 'A span of numbers.',
  fields: (t) => ({
    from: t.int({ description: 'This number or more.' }),
    to: t.int({ description: 'This number or less.' }),
  }),
});
