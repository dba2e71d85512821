import { z } from 'zod';
import type { CartItem as ItemRow, TldField } from '#generated/prisma/client.ts';
import { fitted } from '#modules/clients/custom-fields/custom-field-rules.ts';
import { registrarShape, requireRegistrar } from '#modules/domains/registrars/at-registrar.ts';
import { featureOperations } from '#modules/domains/changes/features.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { CartItem } from './cart-item.ts';
import { idnLanguageField, spokenLanguage } from './idn-language.ts';
import { itemFor, ensureType } from './item-for.ts';
import { merged, requestedNameservers } from './nameservers.ts';
import { type CartOwnerInput, ownerFields } from './owner.ts';
import { itemPayload } from './payload.ts';

command('cartUpdateDomainConfigs', {
  legacy: 'CartUpdateDomainConfigs',
  description:
    "Configure a domain in a cart: name servers, answers to the registry's questions, and addons. Omitted fields stay unchanged.",
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    itemId: t.globalID({
      for: CartItem,
      required: true,
      description: 'ID of the cart item of the domain.',
    }),
    nameservers: t.field({
      type: t.listRef('String', { required: false }),
      description:
        'The wanted name servers, two to five; none for the company’s own. Null at a place keeps what stands there.',
      validate: z.array(z.string().nullable()).max(5),
    }),
    additionalFields: t.field({
      type: 'JSON',
      description: "Answers to the registry's additional questions, by field name.",
    }),
    idnLanguage: idnLanguageField(t),
    idProtection: t.boolean({ description: 'Whether to order ID protection with the domain.' }),
    dnsManagement: t.boolean({ description: 'Whether to order DNS hosting with the domain.' }),
    emailForwarding: t.boolean({
      description: 'Whether to order email forwarding with the domain.',
    }),
  }),
  errors: [
    'CART_ITEM_NOT_FOUND',
    'CART_ITEM_UNSUITABLE',
    'CLIENT_NOT_FOUND',
    'NAMESERVER_INVALID',
    'NAMESERVERS_REQUIRED',
    'DOMAIN_FIELD_UNKNOWN',
    'DOMAIN_FIELD_INVALID',
    'DOMAIN_EXTRA_NOT_OFFERED',
    'IDN_LANGUAGE_INVALID',
  ],
  run: (work, input) => configureDomainItem(work, input),
  payload: itemPayload,
});

/** Configures a domain in a cart. */
export async function configureDomainItem(
  work: Work,
  {
    itemId,
    nameservers,
    additionalFields,
    idnLanguage,
    ...received
  }: CartOwnerInput & {
    itemId: { typename: string; id: string };
    nameservers?: readonly (string | null | undefined)[] | null | undefined;
    additionalFields?: unknown;
    idnLanguage?: string | null | undefined;
    idProtection?: boolean | null | undefined;
    dnsManagement?: boolean | null | undefined;
    emailForwarding?: boolean | null | undefined;
  },
) {
  const { tx } = work;
  const { clientId, clientIp, idProtection, dnsManagement, emailForwarding } = received;
  const { item, cart } = await itemFor(work, itemId, { clientId, clientIp });
  ensureType(
    item,
    ['DOMAIN_REGISTER', 'DOMAIN_TRANSFER', 'DOMAIN_RENEW'],
    'Only a domain that is bought can be set up.',
  );
  const domainAddons = { idProtection, dnsManagement, emailForwarding };
  await checkAddons(work, item, domainAddons);
  await tx.cartItem.update({
    where: { id: item.id },
    data: {
      ...(nameservers &&
        requestedNameservers(namedBy(nameservers, item), (index) => ['nameservers', index])),
      ...(additionalFields != null && {
        additionalFields: await answersOf(work, item, additionalFields),
      }),
      idnLanguage: idnLanguage == null ? undefined : await languageOf(work, item, idnLanguage),
      idProtection: idProtection ?? undefined,
      dnsManagement: dnsManagement ?? undefined,
      emailForwarding: emailForwarding ?? undefined,
    },
  });
  return { cartId: cart.id, itemId: item.id };
}

/** Without a null the list is the whole of it; with one, it changes what stands there. */
const namedBy = (received: readonly (string | null | undefined)[], item: ItemRow) =>
  received.some((name) => name === null)
    ? merged(
        item,
        received.map((name) => name ?? null),
      )
    : received;

async function languageOf(work: Work, { tldId }: ItemRow, provided: string): Promise<string> {
  const tld = await work.tx.tld.findUnique({ where: { id: tldId ?? 0 } });
  return spokenLanguage(work, tld ?? { idnLanguages: [] }, provided);
}

/** Checks that the wanted addons are offered. @throws DomainError DOMAIN_EXTRA_NOT_OFFERED */
async function checkAddons(
  { tx, app, fail }: Work,
  { tldId, domainName }: ItemRow,
  requested: Record<string, boolean | null | undefined>,
): Promise<void> {
  const tld = await tx.tld.findUnique({
    where: { id: tldId ?? 0 },
    include: registrarShape,
  });
  const offered: Record<string, boolean | undefined> = {
    idProtection: tld?.offersIdProtection,
    dnsManagement: tld?.offersDnsManagement,
    emailForwarding: tld?.offersEmailForwarding,
  };
  const registrar = tld?.registrar?.isActive ? requireRegistrar(app, tld.registrar) : null;
  for (const [field, isRequested] of Object.entries(requested)) {
    if (!isRequested) continue;
    const operation = featureOperations[field as keyof typeof featureOperations];
    const isMissing = registrar?.lacks(operation, domainName) ?? false;
    if (!offered[field] || isMissing) fail('DOMAIN_EXTRA_NOT_OFFERED', undefined, { field });
  }
}

/** The registry's questions as they were answered, over earlier answers. @throws DomainError */
async function answersOf(
  { tx, fail }: Work,
  { tldId, additionalFields }: ItemRow,
  provided: unknown,
): Promise<Record<string, string>> {
  if (typeof provided !== 'object' || provided === null || Array.isArray(provided))
    return fail('BAD_INPUT', 'additionalFields: must be an object of answers by name', {
      field: 'additionalFields',
    });
  const questions = await tx.tldField.findMany({ where: { tldId: tldId ?? 0 } });
  const answers: Record<string, string> = {
    ...(additionalFields as Record<string, string> | null),
  };
  for (const [name, value] of Object.entries(provided)) {
    const question = questions.find((candidate) => candidate.name === name);
    const field = `additionalFields.${name.slice(0, 60)}`;
    if (!question) return fail('DOMAIN_FIELD_UNKNOWN', undefined, { field });
    const text = textOf(value);
    const fit = namesCountry(question, text) ? { value: text } : fitted(ruleOf(question), text);
    if ('problem' in fit)
      return fail('DOMAIN_FIELD_INVALID', `${question.label} ${fit.problem}.`, { field });
    answers[name] = fit.value;
  }
  return answers;
}

/** One of the choices with the country it is about, as in `C31/DE`. */
const namesCountry = ({ type, options }: TldField, text: string): boolean => {
  const [, choice] = /^(.+)\/[A-Z]{2}$/.exec(text) ?? [];
  return type === 'DROPDOWN' && choice !== undefined && options.includes(choice);
};

const ruleOf = ({ label, type, options }: TldField) => ({ name: label, type, options, regex: '' });

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'boolean' ? (value ? 'on' : '') : `${value}`;
