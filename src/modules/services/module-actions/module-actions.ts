import { now } from '#core/clock.ts';
import { fullNameOf } from '#core/names.ts';
import { ProviderError } from '#core/provider-error.ts';
import { moduleOf, nameOf, subjectOf } from '#modules/services/account.ts';
import { activateAddon, activateService } from '#modules/services/life/activate.ts';
import { moduleAction, type ActionInput } from '#modules/services/module-task.ts';
import { serviceEnded } from '#modules/services/life/ended.ts';
import { firstTriedAt } from './first-tried.ts';
import { makeAccount } from './make-account.ts';
import { panelSettings, settingsOf } from './product-settings.ts';
import { moveAddons } from '#modules/services/life/move-addons.ts';
import { encryptSecret, decryptSecret } from '#modules/services/secrets.ts';
import { passwordOf, writeAccount } from '#modules/services/write-account.ts';

/** What a suspended customer reads when nobody gave a reason. */
export const usualReason = 'Overdue on Payment';

const titled = (title: string) => () => title;

/** Makes the account. A retry finds what an earlier try of ours may have made. */
export const createAccount = moduleAction('create', {
  title: titled('CreateAccount'),
  from: ['PENDING', 'ACTIVE'],
  repeatable: true,
  go: async ({ panel, row, task }, input) => {
    const { hasDedicatedIp } = settingsOf(row.product.configurations);
    const account = {
      ...nameOf(row),
      password: passwordOf(task.app, row),
      email: row.client.email,
      name: fullNameOf(row.client),
      plan: row.product.serverPackageName,
      settings: panelSettings(row),
      ...(hasDedicatedIp && { hasDedicatedIp }),
    };
    const since = await firstTriedAt(task, input);
    const { username, ip } = await makeAccount(task, row, account, (named) =>
      panel.create(named, since),
    );
    // The shared address of the server is nobody's own.
    return { username, ip: hasDedicatedIp ? ip : null };
  },
  after: async (work, row, input, { ip }) => {
    const { id, addonId, clientId } = row;
    await writeAccount(work.tx, row, { hasAccount: true });
    const received = {
      sendWelcomeEmail: input.sendWelcomeEmail ?? true,
      ...(typeof ip === 'string' && { dedicatedIp: ip }),
    };
    const runs =
      addonId === null
        ? await activateService(work, id, received)
        : await activateAddon(work, addonId, received);
    if (runs) return;
    // Cancelled while its outcome was unknown: the account exists, and has to go again.
    const { serviceId, serviceAddonId } = input;
    const whose = { serviceId, ...(serviceAddonId !== undefined && { serviceAddonId }) };
    await work.begin(terminateAccount.task, {
      subject: subjectOf(whose),
      clientId,
      input: whose,
    });
  },
});

export const suspendAccount = moduleAction('suspend', {
  title: titled('SuspendAccount'),
  from: ['ACTIVE', 'SUSPENDED'],
  repeatable: true,
  go: async ({ panel, row }, { reason }) => {
    await panel.suspend(nameOf(row), reason ?? usualReason);
    return {};
  },
  after: async ({ tx, announce }, { id, addonId, clientId }, { reason }) => {
    if (addonId !== null)
      return void (await moveAddons({ tx, announce }, { id: addonId }, 'SUSPENDED'));
    const { count } = await tx.service.updateMany({
      where: { id, status: 'ACTIVE' },
      data: { status: 'SUSPENDED', suspendedAt: now(), suspendReason: reason ?? usualReason },
    });
    if (count) return announce('service.suspended', { serviceId: id, clientId });
    if (reason === undefined) return;
    // Suspended already, and for another reason now.
    const where = { id, status: 'SUSPENDED' as const, suspendReason: { not: reason } };
    const changed = await tx.service.updateMany({ where, data: { suspendReason: reason } });
    if (changed.count)
      announce('service.changed', { serviceId: id, clientId, changed: ['suspendReason'] });
  },
});

export const unsuspendAccount = moduleAction('unsuspend', {
  title: titled('UnsuspendAccount'),
  from: ['SUSPENDED', 'ACTIVE'],
  repeatable: true,
  go: async ({ panel, row }) => {
    await panel.unsuspend(nameOf(row));
    return {};
  },
  after: async ({ tx, announce }, { id, addonId, clientId }) => {
    if (addonId !== null)
      return void (await moveAddons({ tx, announce }, { id: addonId }, 'ACTIVE'));
    const { count } = await tx.service.updateMany({
      where: { id, status: 'SUSPENDED' },
      data: { status: 'ACTIVE', suspendedAt: null, suspendReason: '' },
    });
    if (count) announce('service.unsuspended', { serviceId: id, clientId });
  },
});

export const terminateAccount = moduleAction('terminate', {
  title: titled('TerminateAccount'),
  from: ['ACTIVE', 'SUSPENDED', 'COMPLETED', 'CANCELLED', 'FRAUD'],
  repeatable: true,
  go: async ({ panel, row }) => {
    await panel.terminate(nameOf(row));
    return {};
  },
  after: async (work, row, { endStatus = 'TERMINATED' }) => {
    await writeAccount(work.tx, row, { hasAccount: false, terminatedAt: now() });
    if (row.addonId === null) await serviceEnded(work, row.id, endStatus);
    else await moveAddons(work, { id: row.addonId }, endStatus);
  },
});

export const changePackage = moduleAction('changePackage', {
  title: titled('ChangePackage'),
  from: ['ACTIVE', 'SUSPENDED'],
  repeatable: true,
  go: async ({ panel, row }) => {
    const { serverModule, serverPackageName } = row.product;
    if (moduleOf(row) !== serverModule)
      throw new ProviderError('REFUSED', `The account is to be moved to ${serverModule} first.`);
    await panel.changePackage(nameOf(row), serverPackageName);
    return {};
  },
  after: async ({ announce }, { id, clientId }) =>
    announce('service.packageChanged', { serviceId: id, clientId }),
});

export const changePassword = moduleAction('changePassword', {
  title: titled('ChangePassword'),
  from: ['ACTIVE', 'SUSPENDED'],
  repeatable: true,
  go: async ({ panel, row, task }, input) => {
    await panel.changePassword(nameOf(row), newPasswordOf(input, row.id, task.app));
    return {};
  },
  after: async ({ tx, announce }, { id, clientId }, { passwordEncrypted }) => {
    await tx.service.update({
      where: { id },
      data: { passwordEncrypted: passwordEncrypted ?? null },
    });
    announce('service.passwordChanged', { serviceId: id, clientId });
  },
});

type App = Parameters<typeof encryptSecret>[0];

const newPasswordOf = ({ passwordEncrypted }: ActionInput, id: number, app: App) =>
  decryptSecret(app, 'service-password', id, passwordEncrypted ?? '');

/** A function of the module's own. Nobody knows what doing it twice would mean. */
export const customFunction = moduleAction('custom', {
  title: ({ functionName }) => `Custom: ${functionName ?? ''}`,
  from: ['ACTIVE', 'SUSPENDED'],
  repeatable: false,
  go: async ({ panel, row, task }, { functionName, functionJsonEncrypted }) => {
    const { app } = task;
    const json = decryptSecret(app, 'module-function', row.id, functionJsonEncrypted ?? '');
    const answer = await panel.customFunction(nameOf(row), functionName ?? '', json);
    // What it gives may be a way in (a login link), so it is kept encrypted.
    const data = encryptSecret(app, 'module-answer', row.id, JSON.stringify(answer.data));
    return { message: answer.message, data };
  },
  after: async () => {},
});

/** Every action by the `kind` of its task. */
export const moduleActions = new Map(
  [
    createAccount,
    suspendAccount,
    unsuspendAccount,
    terminateAccount,
    changePackage,
    changePassword,
    customFunction,
  ].map((action) => [action.task.kind, action]),
);
