import { expect } from 'vitest';
import { commands } from '#transports/rapi/commands.ts';
import { walkCommand } from './effects/walk.ts';
import { dryFirst } from './dry-run/first.ts';
import type { Effects } from './dry-run/rows.ts';
import type { Gateway } from './gateway.ts';
import type { Who } from './people.ts';

/** One call of a golden transcript. */
export interface Call {
  title: string;
  form: Record<string, string | number>;
  as?: Who | null;
}

/**
 * Calls a legacy command as told and compares forms and exact replies with
 * `test/transcripts/<Command>.json`. Values that differ at every run are named in `varying` and
 * compared by their kind only.
 */
export async function transcript(
  gateway: Gateway,
  command: string,
  calls: readonly Call[],
  varying: readonly string[] = [],
): Promise<void> {
  const spoken = [];
  for (const { title, form, as } of calls) {
    if (process.env.WALK_EFFECTS)
      await walkCommand(gateway.app, command, form, (changed) =>
        gateway.rapi(command, changed, as),
      );
    const reply = await callDryFirst(gateway, command, { title, form, as });
    spoken.push({ title, ...(as !== undefined && { as }), form, reply: steady(reply, varying) });
  }
  // Dry runs take numbers of their own, so the transcripts' do not hold.
  if (process.env.DRY_RUN_FIRST) return;
  const text = `${JSON.stringify(spoken, null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(`${import.meta.dirname}/transcripts/${command}.json`);
}

/** Calls a command as the walk of dry runs does. */
function callDryFirst(gateway: Gateway, command: string, { title, form, as = 'staff' }: Call) {
  const send = (isDry: boolean) =>
    gateway.rapi(command, isDry ? { ...form, dry_run: 1 } : form, as);
  const secrets = Object.entries(form).flatMap(([name, value]) =>
    /password\d?$/.test(name) && String(value).length > 7 ? [String(value)] : [],
  );
  return dryFirst(gateway, {
    title: `${command}: ${title}`,
    document: commands[command as keyof typeof commands].operation,
    as,
    secrets,
    send,
    codeOf: (reply) => (reply.result === 'success' ? null : String(reply.code ?? reply.message)),
    effectsOf: ({ dry_run: tried }) => (tried as { effects?: Effects } | undefined)?.effects,
  });
}

function steady(value: unknown, varying: readonly string[], name = ''): unknown {
  if (varying.includes(name)) return `<${Array.isArray(value) ? 'list' : typeof value}>`;
  if (Array.isArray(value)) return value.map((item) => steady(item, varying, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, steady(item, varying, key)]),
  );
}
