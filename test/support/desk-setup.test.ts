import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { open } from './desk.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const DEPARTMENT = `department {
  id name description email isHidden isClientsOnly isFeedbackRequested sortOrder
  members { admin { username } isNotified } }`;
const CREATE_DEPARTMENT = `mutation ($input: CreateDepartmentInput!) {
  createDepartment(input: $input) { ${DEPARTMENT} }
}`;
const UPDATE_DEPARTMENT = `mutation ($input: UpdateDepartmentInput!) {
  updateDepartment(input: $input) { ${DEPARTMENT} }
}`;
const DELETE_DEPARTMENT = `mutation ($input: DeleteDepartmentInput!) {
  deleteDepartment(input: $input) { deletedId }
}`;
const STATUS = 'ticketStatus { id key title color isActive isAwaitingReply sortOrder }';
const CREATE_STATUS = `mutation ($input: CreateTicketStatusInput!) {
  createTicketStatus(input: $input) { ${STATUS} }
}`;
const UPDATE_STATUS = `mutation ($input: UpdateTicketStatusInput!) {
  updateTicketStatus(input: $input) { ${STATUS} }
}`;
const DELETE_STATUS = `mutation ($input: DeleteTicketStatusInput!) {
  deleteTicketStatus(input: $input) { deletedId }
}`;

const createDepartment = async (input: object) =>
  (await gateway.data(CREATE_DEPARTMENT, { input })).createDepartment.department;
const updateDepartment = async (input: object) =>
  (await gateway.data(UPDATE_DEPARTMENT, { input })).updateDepartment.department;
const createStatus = async (input: object) =>
  (await gateway.data(CREATE_STATUS, { input })).createTicketStatus.ticketStatus;
const updateStatus = async (input: object) =>
  (await gateway.data(UPDATE_STATUS, { input })).updateTicketStatus.ticketStatus;
const refused = async (document: string, input: object, as?: 'clerk' | 'reseller' | 'carol') =>
  codeOf(await gateway.ask(document, { input }, as));

it('adds a department, and changes what is told of it and nothing else', async () => {
  const added = await createDepartment({
    name: ' Sales ',
    description: 'Before you buy.',
    email: 'Sales@House.test',
    isClientsOnly: true,
    isFeedbackRequested: true,
    sortOrder: 3,
    members: [{ adminId: `Admin:${gateway.adminId}`, isNotified: false }],
  });
  expect(added).toEqual({
    id: added.id,
    name: 'Sales',
    description: 'Before you buy.',
    email: 'sales@house.test',
    isHidden: false,
    isClientsOnly: true,
    isFeedbackRequested: true,
    sortOrder: 3,
    members: [{ admin: { username: 'ada' }, isNotified: false }],
  });
  const changed = await updateDepartment({ departmentId: added.id, isHidden: true });
  expect(changed).toEqual({ ...added, isHidden: true });
  const left = await updateDepartment({ departmentId: added.id, members: [], email: '' });
  expect(left).toEqual({ ...changed, members: [], email: '' });
});

it('shows the staff of a department to the company only', async () => {
  await createDepartment({ name: 'Open', members: [{ adminId: `Admin:${gateway.adminId}` }] });
  const query = '{ departments { name members { admin { username } } } }';
  for (const as of ['carol', 'reseller'] as const) {
    const { departments } = await gateway.data(query, {}, as);
    expect(departments).toContainEqual({ name: 'Open', members: [] });
  }
});

it('refuses a department without a name, with a foreign address or with unknown staff', async () => {
  expect(await refused(CREATE_DEPARTMENT, { email: 'x@house.test' })).toBe('BAD_INPUT');
  expect(await refused(CREATE_DEPARTMENT, { name: 'X', email: 'nowhere' })).toBe('BAD_INPUT');
  await createDepartment({ name: 'Billing', email: 'billing@house.test' });
  const again = { name: 'Bills', email: 'BILLING@house.test' };
  expect(await refused(CREATE_DEPARTMENT, again)).toBe('DEPARTMENT_EMAIL_TAKEN');
  const strangers = { name: 'Ghosts', members: [{ adminId: 'Admin:999' }] };
  expect(await refused(CREATE_DEPARTMENT, strangers)).toBe('STAFF_MEMBER_NOT_FOUND');
  expect(await gateway.app.db.department.count({ where: { name: 'Ghosts' } })).toBe(0);
  const absent = { departmentId: 'Department:999', name: 'X' };
  expect(await refused(UPDATE_DEPARTMENT, absent)).toBe('DEPARTMENT_NOT_FOUND');
});

it('deletes a department once no ticket is, or left something, in it', async () => {
  const { db } = gateway.app;
  const [from, to] = [
    await createDepartment({ name: 'From' }),
    await createDepartment({ name: 'To' }),
  ];
  const key = (id: string) => Number(id.split(':')[1]);
  const ticket = await open(gateway, 'carol', { departmentId: from.id });
  const input = { departmentId: from.id };
  const answer = await gateway.ask(DELETE_DEPARTMENT, { input });
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'DEPARTMENT_IN_USE', tickets: 1 });

  const field = await db.customField.create({
    data: { owner: 'DEPARTMENT', departmentId: key(from.id), name: 'Rack' },
  });
  await db.customFieldValue.create({
    data: { fieldId: field.id, ticketId: ticket.databaseId, value: '4' },
  });
  await db.ticket.update({
    where: { id: ticket.databaseId },
    data: { departmentId: key(to.id) },
  });
  expect(await refused(DELETE_DEPARTMENT, input)).toBe('DEPARTMENT_IN_USE');
  await db.customFieldValue.deleteMany();
  const { deleteDepartment } = await gateway.data(DELETE_DEPARTMENT, { input });
  expect(deleteDepartment).toEqual({ deletedId: from.id });
  expect(await refused(DELETE_DEPARTMENT, input)).toBe('DEPARTMENT_NOT_FOUND');
});

it('adds a ticket status, which tickets can then be put into, and changes one field of it', async () => {
  const added = await createStatus({ title: 'Waiting for Parts', color: '#AA0000', sortOrder: 9 });
  expect(added).toEqual({
    id: added.id,
    key: 'waitingforparts',
    title: 'Waiting for Parts',
    color: '#aa0000',
    isActive: true,
    isAwaitingReply: false,
    sortOrder: 9,
  });
  const changed = await updateStatus({ statusId: added.id, title: 'Parts ordered' });
  expect(changed).toEqual({ ...added, title: 'Parts ordered' });
  const { id: departmentId } = await createDepartment({ name: 'Workshop' });
  const ticket = await open(gateway, 'carol', { departmentId });
  const { updateTicket } = await gateway.data(
    `mutation ($input: UpdateTicketInput!) { updateTicket(input: $input) {
      ticket { status { id } } } }`,
    { input: { ticketId: ticket.id, status: 'parts ORDERED' } },
  );
  expect(updateTicket.ticket.status.id).toBe(added.id);

  const input = { statusId: added.id };
  expect(await refused(DELETE_STATUS, input)).toBe('TICKET_STATUS_IN_USE');
  await gateway.app.db.ticket.deleteMany();
  await gateway.data(DELETE_STATUS, { input });
  expect(await refused(DELETE_STATUS, input)).toBe('TICKET_STATUS_NOT_FOUND');
});

it('keeps its own ticket statuses, and lets no two go by one name', async () => {
  const { ticketStatuses } = await gateway.data('{ ticketStatuses { id key title } }');
  for (const { id } of ticketStatuses)
    expect(await refused(DELETE_STATUS, { statusId: id })).toBe('TICKET_STATUS_BUILT_IN');
  for (const title of ['CLOSED', 'On-Hold', 'customerreply'])
    expect(await refused(CREATE_STATUS, { title })).toBe('TICKET_STATUS_TITLE_TAKEN');
  expect(await refused(CREATE_STATUS, { color: '#000000' })).toBe('BAD_INPUT');
  expect(await refused(CREATE_STATUS, { title: 'Blue', color: 'blue' })).toBe('BAD_INPUT');
  expect((await createStatus({ title: 'Ожидание' })).key).toBe('ожидание');
});

it('lets nobody but staff who configure the company do any of it', async () => {
  const department = await createDepartment({ name: 'Safe' });
  for (const as of ['clerk', 'reseller', 'carol'] as const) {
    expect(await refused(CREATE_DEPARTMENT, { name: 'Mine' }, as)).toBe('FORBIDDEN');
    expect(await refused(DELETE_DEPARTMENT, { departmentId: department.id }, as)).toBe('FORBIDDEN');
    expect(await refused(CREATE_STATUS, { title: 'Mine' }, as)).toBe('FORBIDDEN');
    expect(await refused(DELETE_STATUS, { statusId: 'TicketStatus:1' }, as)).toBe('FORBIDDEN');
  }
});

it('tells of every change, and leaves it in the audit trail', async () => {
  const { id } = await createDepartment({ name: 'Told' });
  const departmentId = Number(id.split(':')[1]);
  await gateway.data(DELETE_DEPARTMENT, { input: { departmentId: id } });
  const { db } = gateway.app;
  const events = await db.outboxEvent.findMany({ where: { departmentId }, orderBy: { id: 'asc' } });
  expect(events.map(({ type }) => type)).toEqual(['department.added', 'department.deleted']);
  const audit = await db.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(audit).toMatchObject({ action: 'deleteDepartment', input: { departmentId: id } });
});
