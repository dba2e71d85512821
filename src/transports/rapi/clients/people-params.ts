import { choice, line, timeStart } from '#transports/rapi/params.ts';
import { sorting } from '#transports/rapi/params-page.ts';

/** What lists of people are sorted by: GetClients, GetUsers and GetAffiliates. */
export const sortingPeople = sorting({
  id: 'ID',
  first_name: 'FIRST_NAME',
  last_name: 'LAST_NAME',
  company_name: 'COMPANY_NAME',
  email: 'EMAIL',
  groupid: 'GROUP',
  group_id: 'GROUP',
  datecreated: 'CREATED_AT',
  entry_date: 'CREATED_AT',
  status: 'STATUS',
});

/** What GetClients and GetUsers find people by. */
export const findingPeople = {
  status: choice({ Active: 'ACTIVE', Inactive: 'INACTIVE', Closed: 'CLOSED' }).optional(),
  first_name: line(255).optional(),
  last_name: line(255).optional(),
  company_name: line(255).optional(),
  email: line(255).optional(),
  phonenumber: line(32).optional(),
  entry_date: timeStart.optional(),
};
