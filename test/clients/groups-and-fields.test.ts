import { beforeAll, expect, it } from 'vitest';
import { estateOf } from '#test/access/estate.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import type { Who } from '#test/people.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const GROUP =
  'clientGroup { id name color discountPercent isExemptFromAutomation separateInvoices }';
const CREATE_GROUP = `mutation ($input: CreateClientGroupInput!) {
  createClientGroup(input: $input) { ${GROUP} }
}`;
const UPDATE_GROUP = `mutation ($input: UpdateClientGroupInput!) {
  updateClientGroup(input: $input) { ${GROUP} }
}`;
const DELETE_GROUP = `mutation ($input: DeleteClientGroupInput!) {
  deleteClientGroup(input: $input) { deletedId }
}`;
const FIELD = `customField {
  id owner belongsToId name type description options regex isRequired isAdminOnly isShownOnOrder
  isShownOnInvoice sortOrder }`;
const CREATE_FIELD = `mutation ($input: CreateCustomFieldInput!) {
  createCustomField(input: $input) { ${FIELD} }
}`;
const UPDATE_FIELD = `mutation ($input: UpdateCustomFieldInput!) {
  updateCustomField(input: $input) { ${FIELD} }
}`;
const DELETE_FIELD = `mutation ($input: DeleteCustomFieldInput!) {
  deleteCustomField(input: $input) { deletedId deletedValueCount }
}`;
const UPDATE_CLIENT = `mutation ($input: UpdateClientInput!) {
  updateClient(input: $input) { client { id } }
}`;

const createGroup = async (input: object) =>
  (await gateway.data(CREATE_GROUP, { input })).createClientGroup.clientGroup;
const updateGroup = async (input: object) =>
  (await gateway.data(UPDATE_GROUP, { input })).updateClientGroup.clientGroup;
const createField = async (input: object) =>
  (await gateway.data(CREATE_FIELD, { input })).createCustomField.customField;
const updateField = async (input: object) =>
  (await gateway.data(UPDATE_FIELD, { input })).updateCustomField.customField;
const refused = async (document: string, input: object, as?: Who) =>
  codeOf(await gateway.ask(document, { input }, as));
const update = (received: object) => ({ client: { id: `Client:${gateway.carol}` }, ...received });
const fill = (fieldId: string, value: string) =>
  refused(UPDATE_CLIENT, update({ customFields: [{ fieldId, value }] }));

it('adds a client group and changes what is told of it and nothing else', async () => {
  const added = await createGroup({ name: 'Loyal', color: '#FF8800', discountPercent: '12.5' });
  expect(added).toEqual({
    id: added.id,
    name: 'Loyal',
    color: '#ff8800',
    discountPercent: '12.5',
    isExemptFromAutomation: false,
    separateInvoices: false,
  });
  const changed = await updateGroup({ groupId: added.id, isExemptFromAutomation: true });
  expect(changed).toEqual({ ...added, isExemptFromAutomation: true });
});

it('refuses a client group whose name is taken, or that cannot be', async () => {
  await createGroup({ name: 'Partners' });
  expect(await refused(CREATE_GROUP, { name: 'Partners' })).toBe('CLIENT_GROUP_NAME_TAKEN');
  expect(await refused(CREATE_GROUP, { color: '#000000' })).toBe('BAD_INPUT');
  for (const discountPercent of ['100.1', '-1', '0.00001'])
    expect(await refused(CREATE_GROUP, { name: 'X', discountPercent })).toBe('BAD_INPUT');
  const absent = { groupId: 'ClientGroup:999', name: 'X' };
  expect(await refused(UPDATE_GROUP, absent)).toBe('CLIENT_GROUP_NOT_FOUND');
});

it('deletes a client group once no client is in it', async () => {
  const { id } = await createGroup({ name: 'Short-lived' });
  await gateway.data(UPDATE_CLIENT, { input: update({ groupId: id }) });
  const answer = await gateway.ask(DELETE_GROUP, { input: { groupId: id } });
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'CLIENT_GROUP_IN_USE', clients: 1 });
  await gateway.app.db.client.update({ where: { id: gateway.carol }, data: { groupId: null } });
  await gateway.data(DELETE_GROUP, { input: { groupId: id } });
  expect(await refused(DELETE_GROUP, { groupId: id })).toBe('CLIENT_GROUP_NOT_FOUND');
});

it('adds a custom field for clients, which are held to it, and changes one thing of it', async () => {
  const added = await createField({
    name: 'Size',
    type: 'DROPDOWN',
    options: [' Very  small ', 'Large', 'Large'],
    isShownOnInvoice: true,
  });
  expect(added).toEqual({
    id: added.id,
    owner: 'CLIENT',
    belongsToId: null,
    name: 'Size',
    type: 'DROPDOWN',
    description: '',
    options: ['Very small', 'Large'],
    regex: '',
    isRequired: false,
    isAdminOnly: false,
    isShownOnOrder: false,
    isShownOnInvoice: true,
    sortOrder: 0,
  });
  expect(await fill(added.id, 'Very small')).toBeUndefined();
  expect(await fill(added.id, 'Huge')).toBe('CUSTOM_FIELD_INVALID');
  const changed = await updateField({ fieldId: added.id, options: ['Huge'] });
  expect(changed).toEqual({ ...added, options: ['Huge'] });
  expect(await fill(added.id, 'Huge')).toBeUndefined();
});

it('adds custom fields for a product, an addon and a department, for good', async () => {
  const { rowOf } = estateOf(gateway.app.db, { clientId: gateway.carol, resellerId: null });
  const owners: string[] = [];
  for (const type of ['Product', 'Addon', 'Department'])
    owners.push(`${type}:${await rowOf(type)}`);
  for (const belongsToId of owners) {
    const added = await createField({ name: 'Rack', belongsToId });
    const owner = belongsToId.split(':')[0]!.toUpperCase();
    expect(added).toMatchObject({ owner, belongsToId, type: 'TEXT' });
    const again = { name: 'RACK', belongsToId };
    expect(await refused(CREATE_FIELD, again)).toBe('CUSTOM_FIELD_NAME_TAKEN');
    expect(await refused(UPDATE_FIELD, { fieldId: added.id, belongsToId })).toBe('BAD_INPUT');
    expect(await updateField({ fieldId: added.id, name: 'rack' })).toMatchObject({ belongsToId });
  }
  for (const [belongsToId, code] of [
    ['Product:999', 'PRODUCT_NOT_FOUND'],
    ['Addon:999', 'ADDON_NOT_FOUND'],
    ['Department:999', 'DEPARTMENT_NOT_FOUND'],
    ['Client:1', 'BAD_INPUT'],
  ])
    expect(await refused(CREATE_FIELD, { name: 'X', belongsToId })).toBe(code);
});

it('takes a pattern that compiles, and cuts one off that would run for ever', async () => {
  const faulty = await gateway.ask(CREATE_FIELD, { input: { name: 'Bad', regex: '([a-z' } });
  expect(faulty.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'regex' });
  const { id } = await createField({ name: 'Code', regex: '/^[a-z]{3}$/i' });
  expect(await fill(id, 'AbC')).toBeUndefined();
  expect(await fill(id, 'ab1')).toBe('CUSTOM_FIELD_INVALID');
  await updateField({ fieldId: id, regex: '^(a+)+$' });
  expect(await fill(id, `${'a'.repeat(400)}!`)).toBe('CUSTOM_FIELD_INVALID');
  expect(await fill(id, 'aaa')).toBeUndefined();
});

it('keeps a field’s type, and the field unless forced, once something is filled in', async () => {
  expect(await refused(CREATE_FIELD, { name: 'Choice', type: 'DROPDOWN' })).toBe('BAD_INPUT');
  const { id } = await createField({ name: 'Pin', type: 'PASSWORD' });
  await updateField({ fieldId: id, type: 'TEXT' });
  await updateField({ fieldId: id, type: 'PASSWORD' });
  expect(await fill(id, '1234')).toBeUndefined();
  const opened = await gateway.ask(UPDATE_FIELD, { input: { fieldId: id, type: 'TEXT' } });
  expect(opened.errors?.[0]?.extensions).toMatchObject({
    code: 'CUSTOM_FIELD_HAS_VALUES',
    field: 'type',
  });
  expect(await refused(DELETE_FIELD, { fieldId: id })).toBe('CUSTOM_FIELD_HAS_VALUES');
  const { deleteCustomField } = await gateway.data(DELETE_FIELD, {
    input: { fieldId: id, force: true },
  });
  const databaseId = Number(id.split(':')[1]);
  expect(deleteCustomField).toEqual({ deletedId: id, deletedValueCount: 1 });
  expect(await refused(DELETE_FIELD, { fieldId: id })).toBe('CUSTOM_FIELD_NOT_FOUND');
  const { db } = gateway.app;
  expect(await db.customFieldValue.count({ where: { fieldId: databaseId } })).toBe(0);
});

it('lets nobody but staff who configure the company do any of it', async () => {
  const group = await createGroup({ name: 'Safe' });
  const field = await createField({ name: 'Safe' });
  for (const as of ['clerk', 'reseller', 'carol'] as const) {
    expect(await refused(CREATE_GROUP, { name: 'Mine' }, as)).toBe('FORBIDDEN');
    expect(await refused(DELETE_GROUP, { groupId: group.id }, as)).toBe('FORBIDDEN');
    expect(await refused(CREATE_FIELD, { name: 'Mine' }, as)).toBe('FORBIDDEN');
    expect(await refused(DELETE_FIELD, { fieldId: field.id, force: true }, as)).toBe('FORBIDDEN');
  }
});
