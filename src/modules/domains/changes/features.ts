import type { Feature } from '#providers/registrars/registrar.ts';
import type { Work } from '#schema/work.ts';
import { registrarShape } from '#modules/domains/registrars/at-registrar.ts';
import { type ChangeInput, domainChange, type HeldDomain } from './change.ts';
import { connectRegistrar } from '#modules/domains/registrars/registrar-settings.ts';

/** The addons of a domain that a registrar switches. */
export interface Features {
  dnsManagement?: boolean;
  emailForwarding?: boolean;
  idProtection?: boolean;
}

interface FeaturesInput extends ChangeInput, Features {}

/** The operation of each extra. */
export const featureOperations = {
  dnsManagement: 'setDns',
  emailForwarding: 'setEmailForwarding',
  idProtection: 'setIdProtection',
} as const satisfies Record<keyof Features, Feature>;

/** The addons that an input names, in one order. */
export const namedFeatures = (features: Features): (keyof Features)[] =>
  (Object.keys(featureOperations) as (keyof Features)[]).filter(
    (name) => typeof features[name] === 'boolean',
  );

/** Switches addons at the registrar, one after the other. */
export const changeFeatures = domainChange<FeaturesInput>({
  kind: 'domain.features',
  async send(registrar, input, call) {
    let words = '';
    for (const name of namedFeatures(input)) {
      const received = await registrar[featureOperations[name]](
        input.name,
        input[name] === true,
        call,
      );
      words = received.words ?? words;
    }
    return { state: 'done', words };
  },
  async after({ tx, announce }, input, { words }) {
    const { domainId } = input;
    const flags = Object.fromEntries(namedFeatures(input).map((name) => [name, input[name]]));
    const [row] = await tx.domain.updateManyAndReturn({
      where: { id: domainId },
      data: { ...flags, statusMessage: words },
      select: { clientId: true },
    });
    if (row) announce('domain.featuresChanged', { domainId, clientId: row.clientId });
  },
});

/** Switches on what was bought with a domain that has just arrived, where its registrar can. */
export async function beginFeatures(work: Work, domainId: number): Promise<void> {
  const domain = await work.tx.domain.findUniqueOrThrow({
    where: { id: domainId },
    select: {
      name: true,
      clientId: true,
      dnsManagement: true,
      emailForwarding: true,
      ...registrarShape,
    },
  });
  if (!domain.registrar?.isActive || (!domain.dnsManagement && !domain.emailForwarding)) return;
  const { supports } = connectRegistrar(work.app, domain.registrar);
  const requested: Features = {
    ...(domain.dnsManagement && supports.has('setDns') && { dnsManagement: true }),
    ...(domain.emailForwarding && supports.has('setEmailForwarding') && { emailForwarding: true }),
  };
  if (!namedFeatures(requested).length) return;
  await work.begin(changeFeatures, {
    subject: { type: 'Domain', id: domainId },
    clientId: domain.clientId,
    input: { domainId, name: domain.name, ...requested },
  });
}

/** @throws DomainError PROVIDER_REJECTED naming the first addon that the registrar does not switch */
export function ensureSupported(
  { fail }: Pick<Work, 'fail'>,
  { registrar }: HeldDomain,
  features: Features,
): void {
  const missing = namedFeatures(features).find(
    (name) => !registrar.supports.has(featureOperations[name]),
  );
  if (missing) fail('PROVIDER_REJECTED', 'Registrar Function Not Supported', { field: missing });
}
