import { z } from 'zod';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { ApiCredential } from '#modules/access/api-credential.ts';
import { ensureCommandsKnown } from '#modules/system/admins/grant.ts';
import { credentialFor } from '#modules/system/credentials/api-credential-inputs.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { AnsweringSystem, CommandSwitch } from './command-switch.ts';

const names = { HOSTGRAPH: 'this gateway', OLD_SYSTEM: 'the old system' };

command('switchCommands', {
  description:
    'Choose which system answers legacy commands of /rapi while `SHADOW_UPSTREAM` is set: this gateway alone, or the old system with this gateway comparing. It holds for every call that begins after the answer.',
  permission: 'access:configure',
  input: (t) => ({
    commands: t.stringList({
      required: true,
      description: 'Names of the legacy commands, such as `GetClients`.',
      validate: z.array(z.string().max(64)).min(1).max(300),
    }),
    credentialId: t.globalID({
      for: ApiCredential,
      description:
        'API credential whose calls are meant. Omitted: all calls, and the choices for single API credentials end.',
    }),
    answeredBy: t.field({
      type: AnsweringSystem,
      required: true,
      description: 'System that answers from now on.',
    }),
  }),
  errors: ['COMMAND_UNKNOWN', 'API_CREDENTIAL_NOT_FOUND', 'PERMISSION_NOT_YOURS'],
  run: async (work, { commands, credentialId, answeredBy }) => {
    ensureCommandsKnown(commands);
    const credential = credentialId ? await credentialFor(work, keyOf(credentialId)) : null;
    const chosen = [...new Set(commands)].toSorted();
    if (!credential)
      await work.tx.commandSwitch.deleteMany({
        where: { command: { in: chosen }, credentialId: { not: null } },
      });
    const switches = await choose(work, chosen, credential?.id ?? null, answeredBy);
    for (const { id, command: name } of switches)
      work.announce('commandSwitch.changed', { switchId: id, command: name, answeredBy });
    const whose = credential ? ` for credential ${credential.id}` : '';
    work.describe({
      description: `Answered by ${names[answeredBy]} from now on${whose}: ${chosen.join(', ')}`,
    });
    return { switchIds: switches.map(({ id }) => id) };
  },
  payload: (t) => ({
    switches: t.prismaField({
      type: [CommandSwitch],
      description: 'The choices that hold now, by the name of the command.',
      resolve: (query, { switchIds }, _args, { db }) =>
        db.commandSwitch.findMany({
          ...query,
          where: { id: { in: switchIds } },
          orderBy: [{ command: 'asc' }],
        }),
    }),
  }),
});

/** Stores the choices in the place of those before. */
const choose = (
  { tx }: Work,
  chosen: readonly string[],
  credentialId: number | null,
  answeredBy: keyof typeof names,
) =>
  tx.$queryRaw<{ id: number; command: string }[]>`
    insert into command_switches (command, credential_id, answered_by, switched_at)
    select name, ${credentialId}::int, ${answeredBy}::answering_system, ${now()}
    from unnest(${chosen}::text[]) as name
    on conflict (command, coalesce(credential_id, 0)) do update
      set answered_by = excluded.answered_by, switched_at = excluded.switched_at
    returning id, command`;
