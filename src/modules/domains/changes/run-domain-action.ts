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
import { type ChangeInput, type ChangeOutcome, heldDomain } from './change.ts';
import { contactEdits, contactsShown, DomainContactInput } from './edit-contacts.ts';
import { ownActions } from './own-actions.ts';
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
    'Do what the owner of a domain may do with it: `setNameservers` (with `nameservers`), `setContacts` (with `contacts`), `createPrivateNameserver` and `updatePrivateNameserver` (with `hostname` and `ipAddress`), `deletePrivateNameserver` (with `hostname`), or an action specific to its registrar, as `domainAtRegistrar` lists them.',
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
      description: 'Name of the action to run.',
      validate: z.string().trim().min(1).max(64),
    }),
    nameservers: t.stringList({
      description: 'Host names of the new name servers, two to five, for `setNameservers`.',
    }),
    hostname: t.string({
      description: 'Host name of the private name server that is added, updated or deleted.',
    }),
    ipAddress: t.string({
      description: 'IPv4 or IPv6 address of the private name server that is added or updated.',
    }),
    contacts: t.field({
      type: [DomainContactInput],
      description: 'Contacts to change, each role at most once, for `setContacts`.',
      validate: contactEdits.nullish(),
    }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'DOMAIN_ACTION_UNKNOWN',
    'DOMAIN_CONTACT_INVALID',
    'NAMESERVERS_REQUIRED',
    'NAMESERVER_INVALID',
    'PRIVATE_NAMESERVER_EXISTS',
    'PRIVATE_NAMESERVER_NOT_FOUND',
    'REGISTRAR_NOT_ACTIVE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  prepare: (context, { domainId, action }) =>
    action === 'setContacts' ? contactsShown(context, keyOf(domainId)) : Promise.resolve(null),
  run: async (work, { domainId, clientId, action, ...form }, shown) => {
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
    const own = ownActions.get(action);
    if (own) {
      await own(work, await heldDomain(work, domain.id), { ...form, shown });
      return { domainId: domain.id };
    }
    if (['PENDING', 'EXPIRED', 'CANCELLED', 'FRAUD', 'TRANSFERRED_AWAY'].includes(domain.status))
      fail('DOMAIN_WRONG_STATUS', undefined, { status: domain.status });
    const registrar = requireRegistrar(app, domain.registrar);
    const actions = registrar.customActions().map(({ name }) => name);
    const isDisabled = verifications.has(action) && !domain.tld?.whoisVerificationOffered;
    if (!actions.includes(action) || (isDisabled && !isBackOffice(actor)))
      fail('DOMAIN_ACTION_UNKNOWN', undefined, {
        field: 'action',
        actions: [...ownActions.keys(), ...actions],
      });
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
