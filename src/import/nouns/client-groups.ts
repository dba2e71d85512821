import { flag, int, made, money, once, plain } from '#import/columns.ts';
import { noun } from '#import/noun.ts';

export const clientGroups = noun({
  name: 'client groups',
  table: 'tblclientgroups',
  target: 'client_groups',
  columns: {
    id: int('id'),
    name: once(
      'groupname',
      (row, look) => plain(row, 'groupname', look).trim(),
      'name',
      ({ id }) => `Group ${id}`,
    ),
    color: made(['groupcolour'], (row) => String(row.groupcolour ?? '')),
    discount_percent: money('discountpercent'),
    suspend_terminate_exempt: flag('susptermexempt'),
    separate_invoices: flag('separateinvoices'),
  },
});
