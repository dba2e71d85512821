import { createHash } from 'node:crypto';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Certificate } from '#import/certificate/certificate.ts';
import { importWhmcs, planWhmcs } from '#import/whmcs.ts';
import { sweepFiles } from '#modules/support/attachments/sweep-files.ts';
import type { Database } from '#platform/database/client.ts';
import { type Ask, apiAs } from '#start/api.ts';
import { anotherDatabase } from '#test/setup/database.ts';
import { type Shop, whyNoShop } from './shop/database.ts';
import { databaseAlone, encryptionKey, MemoryStorage, plainImport } from './shop/options.ts';
import { uglyShop } from './shop/ugly.ts';

const reason = await whyNoShop();
if (reason) console.warn(`The import of files is not tested: ${reason}.`);

/** SHA-256 of `abc`, as FIPS 180 has it. */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

const png = Buffer.from('89504e470d0a1a0a0000000d', 'hex');
const program = Buffer.from('4d5a90000300', 'hex');

describe.skipIf(reason)('files of tickets and clients', () => {
  let shop: Shop;
  let database: Database;
  let running: RunningApp;
  let folder: string;
  const storage = new MemoryStorage();

  const bring = (attachments: string | null = folder) =>
    importWhmcs(database, { ...plainImport(shop.address), attachments, storage });
  const ask: Ask = (document) =>
    apiAs(running.app, systemActor(new Set(permissions)))(document, undefined);
  const namesOf = async (ticket: number) => {
    const { node } = await ask(`{ node(id: "Ticket:${ticket}") { ... on Ticket {
      attachments { fileName } replies(first: 5) { nodes { attachments { fileName } } }
      notes { attachments { fileName } } } } }`);
    const names = (files: { fileName: string }[]) => files.map(({ fileName }) => fileName);
    return {
      ticket: names(node.attachments),
      reply: names(node.replies.nodes[0].attachments),
      note: names(node.notes[0].attachments),
    };
  };
  const filesIn = ({ differences }: Certificate) =>
    differences
      .filter(({ name }) => name.startsWith('count of files'))
      .map(({ name, source, here, reason: why }) => `${name}: ${source} → ${here} (${why})`);

  beforeAll(async () => {
    [shop, database] = [await uglyShop(), await anotherDatabase()];
    folder = await mkdtemp(join(tmpdir(), 'hostgraph-attachments-'));
    const outside = `${folder}.secret`;
    await writeFile(outside, 'not yours');
    await symlink(outside, join(folder, '7_link.txt'));
    await writeFile(join(folder, '111_a.txt'), 'abc');
    await writeFile(join(folder, '222_holi_day.png'), png);
    await writeFile(join(folder, '444_setup.exe'), program);
    await writeFile(join(folder, '555_again.txt'), 'again');
    await writeFile(join(folder, '666_note.txt'), 'careful');
    await writeFile(join(folder, '777_contract.pdf'), '%PDF-1.7');
    await writeFile(join(folder, '778_secret.txt'), 'for staff');
    await shop.add('tblclientsfiles', [
      {
        id: 5,
        userid: 1,
        title: 'Contract &amp; terms',
        filename: '777_contract.pdf',
        adminonly: 0,
        dateadded: '2024-03-01',
      },
      { id: 6, userid: 1, title: '', filename: '778_secret.txt', adminonly: 1 },
      { id: 7, userid: 1, title: 'Lost', filename: '779_lost.pdf', adminonly: 0 },
    ]);
    const named = [
      '111_a.txt',
      '222_holi_day.png',
      '333_gone.txt',
      `../${outside.split('/').at(-1)}`,
      '444_setup.exe',
      '7_link.txt',
    ];
    await shop.run(`update tbltickets set attachment = '${named.join('|')}' where id = 1`);
    // Its department is gone, so it does not come.
    await shop.run(`update tbltickets set attachment = '888_lost.txt' where id = 3`);
    await shop.run(`update tblticketreplies set attachment = '555_again.txt' where id = 1`);
    await shop.run(`update tblticketnotes set attachments = '666_note.txt' where id = 1`);
  });
  afterAll(async () => {
    await running?.stop();
    await database?.close();
    await shop?.drop();
    await rm(folder, { recursive: true });
    await rm(`${folder}.secret`);
  });

  it('are counted by the plan: those that are there and those that are missing', async () => {
    const said = databaseAlone(shop.address);
    const filesOf = async (attachments: string | null) => {
      const { nouns } = await planWhmcs({ ...said, attachments });
      return nouns.filter(({ name }) => name.startsWith('files of'));
    };
    expect(await filesOf(folder)).toMatchObject([
      {
        name: 'files of tickets',
        rows: 7,
        taken: 3,
        lines: [
          { reason: 'it is missing in the folder', rows: 2, ids: [1, 3] },
          { reason: 'its name leads out of the folder', rows: 1, ids: [1] },
          { reason: 'it is no file', rows: 1, ids: [1] },
        ],
      },
      { name: 'files of ticket replies', rows: 1, taken: 1 },
      { name: 'files of ticket notes', rows: 1, taken: 1 },
      {
        name: 'files of clients',
        rows: 3,
        taken: 2,
        lines: [{ reason: 'it is missing in the folder', rows: 1, ids: [7] }],
      },
    ]);
    expect(await filesOf(null)).toMatchObject([
      { rows: 7, taken: 0, lines: [{ reason: 'no --attachments says where', rows: 7 }] },
      { rows: 1, taken: 0 },
      { rows: 1, taken: 0 },
      { rows: 3, taken: 0 },
    ]);
  });

  it('are refused from a folder that cannot be read, before anything is written', async () => {
    await expect(bring(`${folder}/none`)).rejects.toThrow(
      /--attachments: .*none is no folder that can be read \(ENOENT\)/,
    );
    const [{ n }] = (await database.query<{ n: number }>({
      text: 'select count(*)::int as n from import_sources',
      values: [],
    })) as [{ n: number }];
    expect(n).toBe(0);
  });

  it('come where the storage failed once, from where it stopped', async () => {
    let left = 2;
    storage.onPut = () => {
      if ((left -= 1) < 0) throw new ProviderError('NOT_SENT', 'The file store failed (ENOSPC).');
    };
    await expect(bring()).rejects.toThrow(/cannot be stored: .*ENOSPC.* give the same command/);
    storage.onPut = () => {};
    const certificate = await bring();
    expect(filesIn(certificate)).toEqual([
      'count of files of tickets: 7 → 3 (1 left out: it is missing in the folder; ' +
        '1 left out: it is no file; 1 left out: its name leads out of the folder; ' +
        '1 left out: its row of tickets is gone)',
      'count of files of clients: 3 → 2 (1 left out: it is missing in the folder)',
    ]);
    expect(certificate.notAsked).toEqual(['passwords and pay methods: --api was not given']);
    const config = readConfig({ LOG_LEVEL: 'silent', ENCRYPTION_KEY: encryptionKey });
    running = await startApp(config, { opened: database, works: false });
    running.app.storage = storage;
  });

  it('have the names that were shown, and their bytes; a program cannot be started', async () => {
    expect(await namesOf(1)).toEqual({
      ticket: ['a.txt', 'holi_day.png', 'setup.exe.bin'],
      reply: ['again.txt'],
      note: ['note.txt'],
    });
    const { node } = await ask(`{ node(id: "Ticket:1") { ... on Ticket { createdAt
      attachments { contentType sizeBytes sha256 createdAt } } } }`);
    const at = node.createdAt;
    const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(node.attachments).toEqual([
      { contentType: 'text/plain', sizeBytes: 3, sha256: ABC, createdAt: at },
      { contentType: 'image/png', sizeBytes: 12, sha256: sum(png), createdAt: at },
      {
        contentType: 'application/octet-stream',
        sizeBytes: 6,
        sha256: sum(program),
        createdAt: at,
      },
    ]);
    const { attachmentFile } = await ask(
      '{ attachmentFile(by: { ticketId: "Ticket:1", number: 0 }) { content } }',
    );
    expect(attachmentFile.content).toBe(Buffer.from('abc').toString('base64'));
  });

  it('stay with their clients, those for staff hidden from them', async () => {
    const { node } = await ask(`{ node(id: "Client:1") { ... on Client { files(first: 5,
      orderBy: [{ field: ID }]) { nodes { databaseId title fileName contentType isStaffOnly
      createdAt } } } } }`);
    expect(node.files.nodes).toMatchObject([
      {
        databaseId: 5,
        title: 'Contract & terms',
        fileName: 'contract.pdf',
        contentType: 'application/pdf',
        isStaffOnly: false,
        createdAt: '2024-03-01T00:00:00.000Z',
      },
      { databaseId: 6, title: 'secret.txt', fileName: 'secret.txt', isStaffOnly: true },
    ]);
  });

  it('are not stored again by a delta that finds them as they are', async () => {
    const before = storage.puts;
    await bring();
    expect(storage.puts).toBe(before);
  });

  it('go and come with those of the source, the bytes of the others staying', async () => {
    await writeFile(join(folder, '999_new.txt'), 'new');
    await writeFile(join(folder, '555_again.txt'), 'again, and longer');
    await shop.run(`update tbltickets set attachment = '111_a.txt|999_new.txt' where id = 1`);
    await shop.run(`update tblticketnotes set attachments = '' where id = 1`);
    const before = storage.puts;
    await bring();
    expect(storage.puts - before).toBe(2);
    expect(await namesOf(1)).toEqual({
      ticket: ['a.txt', 'new.txt'],
      reply: ['again.txt'],
      note: [],
    });
    await sweepFiles(running.app);
    const texts = [...storage.files.values()].map((bytes) => Buffer.from(bytes).toString());
    expect(texts.toSorted()).toEqual(['%PDF-1.7', 'abc', 'again, and longer', 'for staff', 'new']);
  });

  it('stay where the folder no longer has them', async () => {
    await rm(join(folder, '111_a.txt'));
    const certificate = await bring();
    expect((await namesOf(1)).ticket).toEqual(['a.txt', 'new.txt']);
    expect(filesIn(certificate)).toEqual([
      'count of files of tickets: 3 → 2 (1 left out: its row of tickets is gone)',
      'count of files of clients: 3 → 2 (1 left out: it is missing in the folder)',
    ]);
  });

  it('stay where a delta is not given their folder', async () => {
    await bring(null);
    expect((await namesOf(1)).ticket).toEqual(['a.txt', 'new.txt']);
  });
});
