import { keyOf } from '#core/ids.ts';
import type { DomainState } from '#providers/registrars/domain-data.ts';
import { command } from '#schema/command.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import {
  callTimeoutMs,
  registrarOf,
  registrarShape,
  requireRegistrar,
} from '#modules/domains/registrars/at-registrar.ts';
import type { ChangeInput } from '#modules/domains/changes/change.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';
import { applySync } from './sync.ts';
import { domainFor } from '#modules/domains/visible.ts';

const syncing = taskKind<ChangeInput, DomainState>({
  kind: 'domain.sync',
  resendable: true,
  retry: { interactive: 'answer', hours: 0 },
  async go(task, { domainId, name }) {
    const registrar = await registrarOf(task, domainId);
    return registrar.sync(name, { timeoutMs: callTimeoutMs });
  },
  after: async (work, { domainId }, state) => {
    await applySync(work, domainId, state);
  },
});

command('syncDomain', {
  description: 'Read the current state of a domain from its registrar and update the stored data.',
  permission: 'domains:write',
  input: (t) => ({
    domainId: t.globalID({
      for: Domain,
      required: true,
      description: 'ID of the domain to synchronize.',
    }),
  }),
  errors: ['DOMAIN_NOT_FOUND', 'REGISTRAR_NOT_ACTIVE', 'PROVIDER_REJECTED', 'PROVIDER_UNREACHABLE'],
  run: async (work, { domainId }) => {
    const domain = await domainFor(work, keyOf(domainId), {
      id: true,
      name: true,
      clientId: true,
      ...registrarShape,
    });
    requireRegistrar(work.app, domain.registrar);
    const { id, name, clientId } = domain;
    const subject = { type: 'Domain', id };
    await work.begin(syncing, { subject, clientId, input: { domainId: id, name } });
    return { domainId: id };
  },
  payload: domainPayload,
});
