import type { Question } from './question.ts';

/** WHMCS's words in capitals, with underscores: `Pending Transfer` is PENDING_TRANSFER. */
const status = (column: string) => `upper(replace(${column}, ' ', '_'))`;

const day = (column: string) =>
  `case when ${column} is null or cast(${column} as char) like '0000%' then 'none'
    else cast(${column} as char) end`;

/** Status and next due date of what is billed again and again. */
const statesOf = (one: string, there: string, statusThere: string, here: string): Question[] => [
  {
    group: `${here} by status`,
    missing: 'missing',
    tables: [there],
    source: `select concat('${one} ', id, ' status') as name, ${status(statusThere)} as value from ${there}`,
    here: `select '${one} ' || id || ' status' as name, status::text as value from ${here}`,
  },
  {
    group: `${here} by next due date`,
    missing: 'missing',
    tables: [there],
    source: `select concat('${one} ', id, ' next due') as name, ${day('nextduedate')} as value from ${there}`,
    here: `select '${one} ' || id || ' next due' as name, coalesce(next_due_on::text, 'none') as value from ${here}`,
  },
];

export const stateQuestions: readonly Question[] = [
  ...statesOf('service', 'tblhosting', 'domainstatus', 'services'),
  ...statesOf('domain', 'tbldomains', 'status', 'domains'),
];
