import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;

const address = {
  address1: '1 Street',
  city: 'City',
  state: 'State',
  postcode: '1',
  country: 'GB',
  phoneNumber: '+44 20 79460000',
  password: 'kontakt-12345',
};

async function client(firstName: string, lastName: string, companyName = '') {
  const at = (client.count += 1);
  const { addClient } = await gateway.data(
    `mutation($input:AddClientInput!){addClient(input:$input){client{id}}}`,
    { input: { ...address, firstName, lastName, companyName, email: `s${at}@scripts.example` } },
  );
  return addClient.client.id as string;
}
client.count = 0;

const ids = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id);

/** Whom the search box and the search of the list find. */
async function found(q: string) {
  const { search, clients } = await gateway.data(
    `query($q:String!){search(query:$q,types:[CLIENT]){nodes{id}} clients(query:$q){nodes{id}}}`,
    { q },
  );
  return { search: ids(search), clients: ids(clients) };
}

const only = (id: string) => ({ search: [id], clients: [id] });

beforeAll(async () => {
  gateway = await openGateway();
});

describe('names in every script are found by what people type (G70, R15)', () => {
  it('whole, by their beginning and by a part, with the marks they are written with', async () => {
    const names: [script: string, first: string, last: string, typed: string[]][] = [
      // The parts begin and end between letters, between a letter and its vowel sign, at a virama.
      ['Devanagari', 'प्रियंका', 'कुलकर्णी', ['प्रियंका', 'कुलकर्णी प्रियंका', 'प्रिय', 'कर्णी', 'र्णी', '्रियं']],
      ['Bengali', 'সুস্মিতা', 'চট্টোপাধ্যায়', ['সুস্মিতা', 'চট্টো', 'পাধ্যায়', 'স্মি']],
      ['Tamil', 'கார்த்திக்', 'சுப்பிரமணியன்', ['கார்த்திக்', 'சுப்பி', 'மணியன்']],
      ['Thai', 'สมชาย', 'ศรีสุข', ['สมชาย', 'ศรี', 'สุข', 'ชาย']],
      ['Khmer', 'សុខា', 'ចាន់', ['សុខា', 'ចាន់']],
      ['Myanmar', 'အောင်', 'ကျော်', ['အောင်', 'ကျော်']],
      ['Arabic', 'محمد', 'العبدالله', ['محمد', 'العبدالله محمد', 'عبدالله']],
      ['Hebrew', 'אברהם', 'כהן', ['אברהם', 'כהן', 'ברהם']],
      ['Greek', 'Γιώργος', 'Παπαδόπουλος', ['γιώργος', 'ΠΑΠΑ', 'δόπουλος']],
      ['Cyrillic', 'Ярослав', 'Щербаков', ['ярослав', 'ЩЕРБА', 'рослав']],
      ['Vietnamese', 'Nguyễn', 'Thị Hồng', ['nguyễn', 'NGUYỄN', 'hồng']],
      ['Hangul', '민준', '김', ['민준', '김 민준', '김민준']],
      ['Han', '小明', '王', ['小明', '王 小明', '王小明']],
      ['Kana', 'さくら', 'タナカ', ['さくら', 'タナカ', 'タナカさくら']],
    ];
    const made = new Map<string, string>();
    for (const [script, first, last] of names) made.set(script, await client(first, last));
    for (const [script, , , typed] of names)
      for (const text of typed) {
        const { search, clients } = await found(text);
        const id = made.get(script)!;
        expect([script, text, search], 'search').toEqual([script, text, [id]]);
        // Written in one, first and last name are the search box's.
        if (clients.length || text.length < 3 || !/^(?:김민준|王小明|タナカさくら)$/.test(text))
          expect([script, text, clients], 'clients').toEqual([script, text, [id]]);
      }
  });

  it('in whichever form of Unicode they were stored and are typed', async () => {
    // U+00E9 and e with U+0301; the nukta within U+095B and beside U+091C; Hangul as a block and as
    // its letters; the ring of Å as U+212B.
    const pairs = [
      ['Zo\u00e9lie', 'Zoe\u0301lie'],
      ['\u095bकिया', 'ज\u093cकिया'],
      ['\ud55c\uae00날', '\u1112\u1161\u11ab\u1100\u1173\u11af날'],
      ['\u212bngström', 'A\u030angstro\u0308m'],
    ] as const;
    for (const pair of pairs)
      for (const [stored, typed] of [pair, pair.toReversed()] as [string, string][]) {
        const id = await client('Form', stored);
        expect([typed, await found(typed)]).toEqual([typed, only(id)]);
        expect([stored, await found(stored)]).toEqual([stored, only(id)]);
        const { clients } = await gateway.data(
          'query($t:String){clients(filter:{lastName:$t}){nodes{id lastName}}}',
          { t: typed },
        );
        // Stored in the composed form, which is what is shown (UAX 15, NFC).
        expect(clients.nodes).toEqual([{ id, lastName: stored.normalize('NFC') }]);
        await gateway.data(
          'mutation($id:ID!){updateClient(input:{client:{id:$id},lastName:"Gone"}){client{id}}}',
          { id },
        );
      }
  });

  it('also where rows were stored before in another form, by migration', async () => {
    const id = await client('Old', 'Form');
    const { database } = gateway.app;
    await database.query({
      text: 'update clients set last_name = $1 where id = $2',
      values: ['Andre\u0301e', Number(id.split(':')[1])],
    });
    expect((await found('Andr\u00e9e')).clients).toEqual([]);
    const folder = 'prisma/migrations/20261130200600_texts_in_one_form';
    const text = readFileSync(`${folder}/migration.sql`, 'utf8');
    await database.query({ text, values: [] });
    expect(await found('Andr\u00e9e')).toEqual(only(id));
  });

  it('a part of two letters where words stand without spaces, of three elsewhere', async () => {
    const company = await client('Co', 'One', '株式会社田中商事');
    expect((await found('田中')).search).toEqual([company]);
    expect((await found('商')).search).toEqual([]);
    await client('Co', 'Two', 'Hartmann');
    expect((await found('tm')).search).toEqual([]);
  });

  it('without the marks that a copied text brings along', async () => {
    const id = await client('دانیال', 'رضایی');
    for (const typed of ['\u200fدانیال', '\u2067دانیال\u2069', '\ufeffرضایی', 'دانیال\u00a0رضایی'])
      expect([typed, await found(typed)]).toEqual([typed, only(id)]);
  });

  it('keeps passwords to the letter', async () => {
    const typed = 'mot de passe\u0301';
    await gateway.data(
      `mutation($p:Secret!){addUser(input:{email:"nfd@users.test",firstName:"N",lastName:"D",
        password:$p}){user{id}}}`,
      { p: typed },
    );
    const login = (password: string) =>
      gateway.ask(
        `mutation($p:Secret!){validateLogin(input:{email:"nfd@users.test",password:$p}){user{id}}}`,
        { p: password },
        null,
      );
    expect((await login(typed)).errors).toBeUndefined();
    expect((await login(typed.normalize('NFC'))).errors?.[0]?.extensions.code).toBe(
      'SIGN_IN_REFUSED',
    );
  });
});
