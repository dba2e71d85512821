import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, freeze } from '#core/clock.ts';
import { fileKind, fittingName } from '#modules/support/attachments/file-kind.ts';
import { sweepFiles } from '#modules/support/attachments/sweep-files.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf, type Who } from '#test/people.ts';
import { open, OPEN, openDesk, PNG, REPLY, upload } from './desk.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
});
afterAll(thaw);

const download = (id: string | number, as: Who | null, method = 'GET') =>
  fetch(`${gateway.url}/files/attachments/${String(id).replace('Attachment:', '')}`, {
    method,
    ...(as && { headers: { authorization: `Bearer ${tokenOf(as)}` } }),
  });

/** A ticket of Carol's with one picture, sent ahead. */
async function withPicture() {
  const { body } = await upload(gateway, 'carol', { '../../Bild ü.png': PNG });
  const [{ uploadId }] = body.uploads;
  const ticket = await open(gateway, 'carol', { attachments: [{ uploadId }] });
  const [attachment] = (ticket as unknown as { attachments: { id: string }[] }).attachments;
  return { ticket, attachment: attachment!, uploadId: uploadId as string };
}

it('takes a file ahead, attaches it, and gives it back byte for byte as a download', async () => {
  const { attachment } = await withPicture();
  expect(attachment).toMatchObject({
    fileName: 'Bild ü.png',
    contentType: 'image/png',
    sizeBytes: PNG.length,
  });
  const response = await download(attachment.id, 'carol');
  expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG);
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="Bild _.png"; filename*=UTF-8''Bild%20%C3%BC.png`,
  );
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-type')).toBe('image/png');
  const head = await download(attachment.id, 'carol', 'HEAD');
  expect(head.headers.get('content-length')).toBe(String(PNG.length));
});

it('gives a file to those who may see its post, and tells others there is none', async () => {
  const { attachment } = await withPicture();
  const status = async (as: Who | null, id: string | number = attachment.id) =>
    (await download(id, as)).status;
  expect(await status('staff')).toBe(200);
  expect([
    await status('stranger'),
    await status('reseller'),
    await status('carol', 9_999),
  ]).toEqual([404, 404, 404]);
  expect([await status('clerk'), await status(null)]).toEqual([403, 401]);
  const BY = 'query ($id: ID!) { attachmentFile(by: { id: $id }) { content } }';
  const { attachmentFile } = await gateway.data(BY, { id: attachment.id }, 'carol');
  expect(Buffer.from(attachmentFile.content, 'base64')).toEqual(PNG);
  const foreign = await gateway.ask(BY, { id: attachment.id }, 'stranger');
  expect(codeOf(foreign)).toBe('ATTACHMENT_NOT_FOUND');
});

it('keeps the files of a note from the client', async () => {
  const { ticket } = await withPicture();
  const content = Buffer.from('The client is rude.').toString('base64');
  const { addTicketNote } = await gateway.data(
    `mutation ($input: AddTicketNoteInput!) { addTicketNote(input: $input) {
      ticketNote { attachments { id fileName contentType } } } }`,
    { input: { ticketId: ticket.id, message: 'x', attachments: [{ fileName: 'a.txt', content }] } },
  );
  const [file] = addTicketNote.ticketNote.attachments;
  expect(file).toMatchObject({ fileName: 'a.txt', contentType: 'text/plain' });
  expect((await download(file.id, 'staff')).status).toBe(200);
  expect((await download(file.id, 'carol')).status).toBe(404);
});

it('lets an upload be used once, by its sender, within a day', async () => {
  const { ticket, uploadId } = await withPicture();
  const reply = (id: string, as: Who) =>
    gateway.ask(
      REPLY,
      { input: { ticketId: ticket.id, message: 'x', attachments: [{ uploadId: id }] } },
      as,
    );
  expect(codeOf(await reply(uploadId, 'carol'))).toBe('UPLOAD_NOT_FOUND');
  const { body } = await upload(gateway, 'stranger', { 'a.png': PNG });
  expect(codeOf(await reply(body.uploads[0].uploadId, 'carol'))).toBe('UPLOAD_NOT_FOUND');
  expect(codeOf(await reply('made-up', 'carol'))).toBe('UPLOAD_NOT_FOUND');
  const fresh = await upload(gateway, 'carol', { 'a.png': PNG });
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => reply(fresh.body.uploads[0].uploadId, 'carol')),
  );
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
});

it('looks at the bytes and not at what a sender says', async () => {
  const refused = await upload(gateway, 'carol', { 'holiday.png': Buffer.from('MZ\x90\x00\x03') });
  expect(refused).toMatchObject({
    status: 415,
    body: { errors: [{ extensions: { code: 'ATTACHMENT_TYPE_REFUSED' } }] },
  });
  const { body } = await upload(gateway, 'carol', {
    'run.bat': 'del *.*',
    'page.html': '<script>alert(1)</script>',
    'photo.exe': PNG,
  });
  expect(body.uploads).toMatchObject([
    { fileName: 'run.bat.txt', contentType: 'text/plain' },
    { fileName: 'page.html.txt', contentType: 'text/plain' },
    { fileName: 'photo.exe.png', contentType: 'image/png' },
  ]);
  expect(fileKind(Buffer.from('#!/bin/sh\n'))).toBeUndefined();
  expect(fileKind(Buffer.from([0x7f, 0x45, 0x4c, 0x46]))?.contentType).not.toBe('application/zip');
  expect(fileKind(Buffer.alloc(0))).toBeUndefined();
  expect(fittingName('offer.docx', fileKind(Buffer.from('PK\x03\x04rest'))!)).toBe('offer.docx');
});

it('refuses what is too large, too many, or no form, with a code', async () => {
  const large = await upload(gateway, 'carol', { 'a.txt': Buffer.alloc((10 << 20) + 1, 'a') });
  expect(large).toMatchObject({ status: 413 });
  const just = await upload(gateway, 'carol', { 'a.txt': Buffer.alloc(10 << 20, 'a') });
  expect(just.status).toBe(201);
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`${n}.txt`, 'x']));
  expect((await upload(gateway, 'carol', many)).body.errors[0].extensions.code).toBe(
    'TOO_MANY_ATTACHMENTS',
  );
  expect((await upload(gateway, null, { 'a.txt': 'x' })).status).toBe(401);
  expect((await upload(gateway, 'clerk', { 'a.txt': 'x' })).status).toBe(403);
  const plain = await fetch(`${gateway.url}/files`, {
    method: 'POST',
    body: 'x',
    headers: { authorization: `Bearer ${tokenOf('carol')}` },
  });
  expect(plain.status).toBe(400);
  expect((await fetch(`${gateway.url}/files`)).status).toBe(405);
  const input = { departmentId: 'Department:1', subject: 'x', message: 'y' };
  const file = { fileName: 'a.txt', content: 'eA==' };
  const attachments = Array.from({ length: 11 }, () => file);
  expect(codeOf(await gateway.ask(OPEN, { input: { ...input, attachments } }, 'carol'))).toBe(
    'TOO_MANY_ATTACHMENTS',
  );
  const odd = { ...input, attachments: [{ fileName: 'a.txt', content: 'not base64!' }] };
  expect(codeOf(await gateway.ask(OPEN, { input: odd }, 'carol'))).toBe(
    'ATTACHMENT_CONTENT_INVALID',
  );
});

it('removes the bytes of a change that came to nothing, and of a post that is gone', async () => {
  const { db, storage } = gateway.app;
  const content = Buffer.from('left behind').toString('base64');
  const input = {
    departmentId: 'Department:9999',
    subject: 'x',
    message: 'y',
    attachments: [{ fileName: 'a.txt', content }],
  };
  expect(codeOf(await gateway.ask(OPEN, { input }, 'carol'))).toBe('DEPARTMENT_NOT_FOUND');
  const left = await db.upload.findFirstOrThrow({ where: { fileName: 'a.txt', sizeBytes: 11 } });
  expect(await storage.get(left.storageKey)).not.toBeNull();

  const { ticket, attachment } = await withPicture();
  const row = await db.attachment.findUniqueOrThrow({
    where: { id: Number(attachment.id.split(':')[1]) },
  });
  await sweepFiles(gateway.app);
  expect(await storage.get(left.storageKey)).not.toBeNull();
  expect(await storage.get(row.storageKey)).not.toBeNull();

  await gateway.data(
    'mutation ($input: DeleteTicketInput!) { deleteTicket(input: $input) { deletedCount } }',
    { input: { ticketIds: [ticket.id] } },
  );
  advance({ days: 2 });
  await sweepFiles(gateway.app);
  expect(await storage.get(left.storageKey)).toBeNull();
  expect(await storage.get(row.storageKey)).toBeNull();
  expect(await db.discardedFile.count()).toBe(0);
});

it('removes an attachment and leaves the entry', async () => {
  const { attachment, ticket } = await withPicture();
  const { deleteAttachment } = await gateway.data(
    `mutation ($input: DeleteAttachmentInput!) { deleteAttachment(input: $input) {
      attachment { isRemoved } } }`,
    { input: { attachmentId: attachment.id } },
  );
  expect(deleteAttachment.attachment.isRemoved).toBe(true);
  expect((await download(attachment.id, 'carol')).status).toBe(410);
  const { ticket: after } = await gateway.data(
    'query ($id: ID!) { ticket(by: { id: $id }) { attachmentsRemovedAt } }',
    { id: ticket.id },
  );
  expect(after.attachmentsRemovedAt).not.toBeNull();
});
