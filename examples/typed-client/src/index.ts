// A client of /rapi whose commands, parameters and replies are typed by the gateway's own description:
// a command that does not exist, a parameter that is misspelt or a field that no reply has is an
// error of `tsc`, not of a customer.
import createClient from 'openapi-fetch';
import type { paths } from './rapi.d.ts';

const gateway = process.env.GATEWAY ?? 'http://127.0.0.1:4000';
const token = process.env.TOKEN ?? '';

// Replies are asked for in JSON: that the gateway also speaks XML is none of this program's business.
const rapi = createClient<paths, 'application/json'>({
  baseUrl: gateway,
  headers: { authorization: `Bearer ${token}` },
});

/** A reply as its types have it: `result` tells one that succeeded from one that was refused. */
type Reply = { result: 'success' } | { result: 'error'; message: string };

/** The reply to a call that succeeded. @throws Error with what a refused one says */
function succeeded<Answer extends Reply>(
  { data, error }: { data?: Answer; error?: Reply },
  what: string,
): Extract<Answer, { result: 'success' }> {
  const refused = error ?? data;
  if (data?.result === 'success') return data as Extract<Answer, { result: 'success' }>;
  throw new Error(`${what}: ${refused?.result === 'error' ? refused.message : 'no reply'}`);
}

const { clients } = succeeded(
  await rapi.POST('/rapi/GetClients', { body: { search: 'carol', limit_num: 1 } }),
  'GetClients',
);
const [carol] = clients.client;
if (!carol) throw new Error('The demo has a client called Carol.');
console.log(`Client ${carol.id} is ${carol.first_name} ${carol.last_name}.`);

const note = succeeded(
  await rapi.POST('/rapi/AddClientNote', {
    body: { user_id: carol.id, notes: 'Asked for a larger plan.' },
  }),
  'AddClientNote',
);
console.log(`Note ${note.noteid} is written.`);

const refused = await rapi.POST('/rapi/AddClientNote', { body: { user_id: 0, notes: '' } });
if (refused.data?.result !== 'error') throw new Error('A note for nobody was written.');
console.log(`A note for nobody is refused: ${refused.data.message}`);

// These lines are errors of `tsc`, or the description has become vague: `@ts-expect-error` says so.
export async function mistakes(): Promise<void> {
  // @ts-expect-error there is no such command
  await rapi.POST('/rapi/AddClientNotes', { body: {} });
  // @ts-expect-error there is no such field in a reply
  console.log(note.noteidentifier);
  // @ts-expect-error a reply is not read before it is known to have succeeded
  console.log(refused.data?.noteid);
}
