import { beforeAll, expect, it } from 'vitest';
import { sweepFiles } from '#modules/support/attachments/sweep-files.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf, type Who } from '#test/people.ts';

let gateway: Gateway;
let shown: string;
let hidden: string;

const CONTENT = 'Signed on Monday.';
const ADD = `mutation ($input: CreateClientFileInput!) { createClientFile(input: $input) {
  clientFile { id title fileName contentType sizeBytes isStaffOnly client { id } } } }`;
const FILES = `query ($id: ID!) { node(id: $id) { ... on Client { files(first: 5) {
  nodes { title } } } } }`;
const DELETE = `mutation ($id: ID!) { deleteClientFile(input: { fileId: $id }) {
  deletedId client { id files { totalCount } } } }`;

const carol = () => `Client:${gateway.carol}`;
const input = (more: object = {}) => ({
  clientId: carol(),
  file: { fileName: 'contract.txt', content: Buffer.from(CONTENT).toString('base64') },
  ...more,
});
const status = async (id: string, as: Who | null) => {
  const path = `${gateway.url}/files/client-files/${id.replace('ClientFile:', '')}`;
  const headers = as && { headers: { authorization: `Bearer ${tokenOf(as)}` } };
  return (await fetch(path, { ...headers })).status;
};

beforeAll(async () => {
  gateway = await openGateway();
  const add = async (more: object) =>
    (await gateway.data(ADD, { input: input(more) })).createClientFile.clientFile;
  const file = await add({ title: 'Contract' });
  expect(file).toEqual({
    id: file.id,
    title: 'Contract',
    fileName: 'contract.txt',
    contentType: 'text/plain',
    // Seventeen letters, blanks and a full stop.
    sizeBytes: 17,
    isStaffOnly: false,
    client: { id: carol() },
  });
  shown = file.id;
  const other = await add({ isStaffOnly: true });
  expect(other.title).toBe('contract.txt');
  hidden = other.id;
});

it('is shown to staff whole, to the client without what is for staff, to others not at all', async () => {
  const titles = async (as: Who) => {
    const { node } = await gateway.data(FILES, { id: carol() }, as);
    return node && node.files.nodes.map(({ title }: { title: string }) => title);
  };
  expect(await titles('staff')).toEqual(['Contract', 'contract.txt']);
  expect(await titles('carol')).toEqual(['Contract']);
  expect(await titles('stranger')).toBeNull();
});

it('is downloaded by those who see it, and by whoever has a signed link', async () => {
  expect([await status(shown, 'staff'), await status(hidden, 'staff')]).toEqual([200, 200]);
  expect([await status(shown, 'carol'), await status(hidden, 'carol')]).toEqual([200, 404]);
  expect([await status(shown, 'stranger'), await status(shown, null)]).toEqual([404, 401]);
  const { node } = await gateway.data(
    'query ($id: ID!) { node(id: $id) { ... on ClientFile { url } } }',
    { id: shown },
    'carol',
  );
  const { pathname, search } = new URL(node.url);
  const response = await fetch(`${gateway.url}${pathname}${search}`);
  expect(await response.text()).toBe(CONTENT);
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="contract.txt"/,
  );
});

it('is added for clients that one sees, by who may, of kinds that are taken', async () => {
  expect(codeOf(await gateway.ask(ADD, { input: input() }, 'carol'))).toBe('FORBIDDEN');
  expect(codeOf(await gateway.ask(ADD, { input: input() }, 'reseller'))).toBe('CLIENT_NOT_FOUND');
  const program = { fileName: 'a.txt', content: Buffer.from('MZ\0').toString('base64') };
  const refused = await gateway.ask(ADD, { input: input({ file: program }) });
  expect(codeOf(refused)).toBe('ATTACHMENT_TYPE_REFUSED');
  const unknown = { uploadId: '00000000-0000-4000-8000-000000000000' };
  expect(codeOf(await gateway.ask(ADD, { input: input({ file: unknown }) }))).toBe(
    'UPLOAD_NOT_FOUND',
  );
});

it('goes with its bytes, once', async () => {
  const { storageKey } = await gateway.app.db.clientFile.findFirstOrThrow({
    where: { isStaffOnly: true },
  });
  expect(codeOf(await gateway.ask(DELETE, { id: hidden }, 'reseller'))).toBe(
    'CLIENT_FILE_NOT_FOUND',
  );
  expect(await gateway.data(DELETE, { id: hidden })).toEqual({
    deleteClientFile: { deletedId: hidden, client: { id: carol(), files: { totalCount: 1 } } },
  });
  expect(await gateway.app.storage.get(storageKey)).not.toBeNull();
  await sweepFiles(gateway.app);
  expect(await gateway.app.storage.get(storageKey)).toBeNull();
  expect(codeOf(await gateway.ask(DELETE, { id: hidden }))).toBe('CLIENT_FILE_NOT_FOUND');
});
