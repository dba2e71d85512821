import type { SourceApi } from '#import/source/api.ts';
import { SourceLost } from '#import/source/source.ts';
import { type AskCommand, CommandRefused } from './call.ts';
import { entriesOf, numberOf, type CommandReply, entryText } from './reply.ts';
import type { Stage } from './stage.ts';

/** Secrets of the source, asked for when they are written: they are never staged in plain text. */
export function secretsOf(ask: AskCommand, { query }: Stage): SourceApi {
  const passwords = new Map<number, Promise<Map<number, string>>>();
  const tokens = new Map<number, Promise<Map<number, string>>>();
  const once = (
    known: Map<number, Promise<Map<number, string>>>,
    clientId: number,
    read: () => Promise<Map<number, string>>,
  ) => {
    const found = known.get(clientId) ?? read();
    known.set(clientId, found);
    return found;
  };
  const listed = async (reply: Promise<CommandReply>, list: [string, string], field: string) => {
    const entries = entriesOf(await unlessRefused(reply), ...list);
    return new Map(
      entries.map((entry) => [numberOf(entry.get('id')), entryText(entry.get(field))] as const),
    );
  };
  return {
    servicePassword: async (id) => {
      const [row] = await query<{ userid: number }>('select userid from tblhosting where id = $1', [
        id,
      ]);
      const userid = row?.userid ?? 0;
      const all = await once(passwords, userid, () =>
        listed(ask('GetClientProducts', { user_id: userid }), ['products', 'product'], 'password'),
      );
      return all.get(id) || null;
    },
    payMethodToken: async (clientId, id) => {
      const all = await once(tokens, clientId, () =>
        listed(
          ask('GetPayMethods', { user_id: clientId }),
          ['paymethods', 'paymethod'],
          'remotetoken',
        ),
      );
      return all.get(id) || null;
    },
    // Nothing that the commands tell is encrypted.
    decrypted: async () => null,
  };
}

/** Nothing where the client is gone since; the delta settles it. */
async function unlessRefused(reply: Promise<CommandReply>): Promise<CommandReply> {
  try {
    return await reply;
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error;
    if (error.isForbidden) throw new SourceLost(error);
    return {};
  }
}
