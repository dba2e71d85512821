import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { isBackOffice } from '#core/actor.ts';
import { Client } from '#modules/clients/client.ts';
import { command } from '#schema/command.ts';
import { taskKind, nobodyCanTell } from '#schema/tasks/kind.ts';
import {
  callTimeoutMs,
  registrarOf,
  registrarShape,
  requireRegistrar,
} from '#modules/domains/registrars/at-registrar.ts';
import type { ChangeInput, ChangeOutcome } from './change.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';
import { domainFor } from '#modules/domains/visible.ts';

interface ActionInput extends ChangeInput {
  action: string;
}

/** What an action does is known to its registrar alone, so one whose answer was lost is not sent again. */
const runAction = taskKind<ActionInput, ChangeOutcome>({
  kind: 'domain.action',
  assumed: () => ({ words: '' }),
  retry: { interactive: 'answer', hours: 0 },
  reconcile: nobodyCanTell,
  async go(task, { domainId, name, action }) {
    const registrar = await registrarOf(task, domainId);
    const call = { key: task.key, timeoutMs: callTimeoutMs };
    const { words = '' } = await registrar.runCustomAction(action, name, call);
    return { words };
  },
  async after({ tx, announce }, { domainId, action }, { words }) {
    const [row] = await tx.domain.updateManyAndReturn({
      where: { id: domainId },
      // It may have changed anything: the next sync is due at once.
      data: { statusMessage: words, lastSyncAt: null },
      select: { clientId: true },
    });
    if (row) announce('domain.actionRun', { domainId, clientId: row.clientId, action });
  },
});

/** The actions clients may have only where their TLD offers them. */
const verifications = new Set(['resendVerification', 'resendVerificationEmail']);

command('runDomainAction', {
  legacy: 'DoDomainCustomActions',
  description:
    "Run an action specific to the domain's registrar. `domainAtRegistrar` lists the available actions.",
  permission: 'domains:manage',
  input: (t) => ({
    domainId: t.globalID({
      for: Domain,
      required: true,
      description: 'ID of the domain on which the action is run.',
    }),
    clientId: t.globalID({
      for: Client,
      description: 'ID of the client the domain must belong to.',
    }),
    action: t.string({
      required: true,
      description: 'Name of the registrar action to run.',
      validate: z.string().trim().min(1).max(64),
    }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'DOMAIN_ACTION_UNKNOWN',
    'REGISTRAR_NOT_ACTIVE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { domainId, clientId, action }) => {
    const { app, actor, fail } = work;
    const domain = await domainFor(work, keyOf(domainId), {
      id: true,
      name: true,
      clientId: true,
      status: true,
      tld: { select: { whoisVerificationOffered: true } },
      ...registrarShape,
    });
    if (clientId && keyOf(clientId) !== domain.clientId) fail('DOMAIN_NOT_FOUND');
    if (['PENDING', 'EXPIRED', 'CANCELLED', 'FRAUD', 'TRANSFERRED_AWAY'].includes(domain.status))
      fail('DOMAIN_WRONG_STATUS', undefined, { status: domain.status });
    const registrar = requireRegistrar(app, domain.registrar);
    const actions = registrar.customActions().map(({ name }) => name);
    const isDisabled = verifications.has(action) && !domain.tld?.whoisVerificationOffered;
    if (!actions.includes(action) || (isDisabled && !isBackOffice(actor)))
      fail('DOMAIN_ACTION_UNKNOWN', undefined, { field: 'action', actions });
    const { id, name } = domain;
    await work.begin(runAction, {
      subject: { type: 'Domain', id },
      clientId: domain.clientId,
      input: { domainId: id, name, action },
    });
    return { domainId: id };
  },
  payload: domainPayload,
});
