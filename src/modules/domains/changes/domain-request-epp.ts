import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import { callTimeoutMs, registrarOf } from '#modules/domains/registrars/at-registrar.ts';
import { type ChangeInput, heldDomain } from './change.ts';
import { Domain } from '#modules/domains/domain.ts';

/** Asks the registrar for the code; what is recorded of it is a cipher. */
const requestEpp = taskKind<ChangeInput, { encrypted: string }>({
  kind: 'domain.epp',
  resendable: true,
  retry: { interactive: 'answer', hours: 0 },
  async go(task, { domainId, name }) {
    const registrar = await registrarOf(task, domainId);
    const code = await registrar.eppCode(name, { timeoutMs: callTimeoutMs });
    const box = task.app.keyring.box('epp-code');
    return { encrypted: code ? box.encrypt(code, `domains:${domainId}`) : '' };
  },
  async after({ tx, announce }, { domainId }, { encrypted }) {
    const [row] = await tx.domain.updateManyAndReturn({
      where: { id: domainId },
      data: { eppCodeEncrypted: encrypted || null },
      select: { clientId: true },
    });
    if (row) announce('domain.eppCodeRequested', { domainId, clientId: row.clientId });
  },
});

command('domainRequestEpp', {
  legacy: 'DomainRequestEPP',
  description:
    'Request from the registrar the EPP code with which a domain is transferred away. The code is shown only in this response.',
  permission: 'domains:manage',
  input: (t) => ({
    domainId: t.globalID({
      for: Domain,
      required: true,
      description: 'ID of the domain whose EPP code is requested.',
    }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'REGISTRAR_NOT_ACTIVE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { domainId }) => {
    const { domainId: id, name, clientId } = await heldDomain(work, keyOf(domainId));
    const subject = { type: 'Domain', id };
    await work.begin(requestEpp, { subject, clientId, input: { domainId: id, name } });
    return { domainId: id };
  },
  payload: (t) => ({
    domain: rowField(t, Domain, 'domainId', 'The domain whose code was requested.'),
    eppCode: t.string({
      nullable: true,
      description:
        'EPP code of the domain; null where the registrar emails the code to the owner instead.',
      resolve: async ({ domainId }, _args, { db, app }) => {
        const { eppCodeEncrypted } = await db.domain.findUniqueOrThrow({
          where: { id: domainId },
          select: { eppCodeEncrypted: true },
        });
        const box = app.keyring.box('epp-code');
        return eppCodeEncrypted && box.decrypt(eppCodeEncrypted, `domains:${domainId}`);
      },
    }),
  }),
});
