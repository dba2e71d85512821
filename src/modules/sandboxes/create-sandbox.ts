import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { now } from '#core/clock.ts';
import { sandboxPrefix } from '#core/sandbox.ts';
import { newToken, tokenColumns } from '#core/secret.ts';
import { command } from '#schema/command.ts';
import { layOutTask } from './lay-out-task.ts';
import { newSandboxKey } from './sandbox-key.ts';
import { Sandbox, SandboxSource } from './sandbox.ts';

/** How many sandboxes a company has at most. */
const MOST = 20;

/** Twelve small letters and digits. */
const newHandle = () => Array.from({ length: 12 }, () => randomInt(36).toString(36)).join('');

/** How long a sandbox lives, in days. */
const DAYS = 30;

command('createSandbox', {
  description: `Make a sandbox: a company of its own to try things with, under a clock of its own. Its token begins with \`hgtest_\` and chooses it at every address of this gateway; whatever signs in there gets tokens that do so, too. It is deleted after ${DAYS} days. At most ${MOST} at once.`,
  permission: 'system:sandbox',
  input: (t) => ({
    name: t.string({
      required: true,
      description: 'Name of the sandbox, 1 to 50 characters; no other one has it.',
      validate: z.string().trim().min(1, 'is required').max(50),
    }),
    copyOf: t.field({
      type: SandboxSource,
      defaultValue: 'COMPANY',
      description: 'What it begins with.',
    }),
  }),
  errors: ['SANDBOX_WITHIN_SANDBOX', 'SANDBOX_NAME_TAKEN', 'SANDBOX_LIMIT_REACHED'],
  reportsOutcomes: true,
  run: async (work, { name, copyOf }) => {
    const { tx, app, fail } = work;
    if (app.sandbox) fail('SANDBOX_WITHIN_SANDBOX');
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('sandboxes'))`;
    if (await tx.sandbox.count({ where: { name } }))
      fail('SANDBOX_NAME_TAKEN', undefined, { field: 'name' });
    if ((await tx.sandbox.count()) >= MOST)
      fail('SANDBOX_LIMIT_REACHED', undefined, { most: MOST });
    const at = now();
    const handle = newHandle();
    const token = newToken(sandboxPrefix(handle));
    const columns = tokenColumns(token);
    const { id } = await tx.sandbox.create({
      data: {
        name,
        copyOf: copyOf ?? 'COMPANY',
        keyEncrypted: newSandboxKey(app, name),
        handle,
        tokenLast4: columns.tokenLast4,
        clockAt: at,
        createdAt: at,
        expiresAt: new Date(at.getTime() + DAYS * 24 * 3_600_000),
      },
      select: { id: true },
    });
    await work.begin(layOutTask, {
      subject: { type: 'Sandbox', id },
      clientId: null,
      input: { sandboxId: id, token: columns },
    });
    work.announce('sandbox.created', { sandboxId: id });
    return { sandboxId: id, token };
  },
  payload: (t) => ({
    token: t.exposeString('token', {
      description:
        'First key of the sandbox, which may do there what staff may do. Shown only in this response.',
    }),
    sandbox: t.prismaField({
      type: Sandbox,
      description: 'The new sandbox; `READY` unless making it took too long or failed.',
      resolve: (query, { sandboxId }, _args, { db }) =>
        db.sandbox.findUniqueOrThrow({ ...query, where: { id: sandboxId } }),
    }),
  }),
});
