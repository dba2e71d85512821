import { isTrue } from '#providers/registrars/answers.ts';
import { latinOf } from '#core/transliterate.ts';
import type { DomainContact } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { contactOf, contactsOf, profileOf } from '#modules/domains/changes/contacts.ts';
import { lengthOf } from '#modules/domains/domain-name.ts';
import { chooseNameservers, readNameservers } from '#modules/domains/changes/nameservers.ts';
import type { Arriving, Ordered } from '#modules/domains/ordering/ordering.ts';

/** The answers given to a registry's questions, as texts. */
export const answersOf = ({
  additionalFields,
}: Pick<Ordered, 'additionalFields'>): Record<string, string> =>
  Object.fromEntries(
    Object.entries((additionalFields ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      String(value),
    ]),
  );

/**
 * Checks everything a provider will need to carry out an order: the length of the name, the
 * registry's questions, the language of an internationalised name, contacts in emails that
 * registries take, name servers. Run when the order is placed and again when it is sent.
 * @returns the name servers to send
 */
export async function requireOrderable(
  work: Work,
  domain: Ordered,
  operation: Arriving,
  provided: readonly (string | null | undefined)[] = [],
): Promise<string[]> {
  requireFit(work, domain);
  if (operation === 'register') await requireLanguage(work, domain);
  requireAnswers(work, domain);
  await requireContacts(work, domain);
  const { ns1, ns2, ns3, ns4, ns5, serviceId } = domain;
  const own = [ns1, ns2, ns3, ns4, ns5];
  if (operation === 'register')
    return readNameservers(await chooseNameservers(work.tx, { provided, own, serviceId }));
  const requested = provided.some((name) => name?.trim()) ? provided : own;
  return requested.some((name) => name?.trim()) ? readNameservers(requested) : [];
}

const labelOf = ({ name, tld }: Ordered): string =>
  tld ? name.slice(0, -tld.extension.length - 1) : name;

function requireFit({ fail }: Work, domain: Ordered): void {
  const { tld } = domain;
  if (!tld) return;
  const length = lengthOf(labelOf(domain));
  if (length < tld.minLength || length > tld.maxLength)
    fail(
      'DOMAIN_NAME_INVALID',
      `Names below .${tld.extension} have ${tld.minLength} to ${tld.maxLength} characters.`,
      { field: 'name' },
    );
}

/** A registry's language table is named; where it has one only, that is taken. */
async function requireLanguage({ tx, fail }: Work, domain: Ordered): Promise<void> {
  const languages = domain.tld?.idnLanguages ?? [];
  if (!labelOf(domain).startsWith('xn--') || languages.length === 0) return;
  if (languages.includes(domain.idnLanguage)) return;
  const [only] = languages;
  if (domain.idnLanguage !== '' || languages.length > 1 || only === undefined)
    fail('IDN_LANGUAGE_INVALID', `Invalid IDN Language. Must be one of: ${languages.join(', ')}`, {
      field: 'idnLanguage',
      languages,
    });
  await tx.domain.update({ where: { id: domain.id }, data: { idnLanguage: only } });
}

function requireAnswers({ fail }: Work, domain: Ordered): void {
  const answers = answersOf(domain);
  for (const { name, label, isRequired, type, options } of domain.tld?.fields ?? []) {
    const answer = answers[name]?.trim() ?? '';
    const isOpen = answer === '' || (type === 'TICKBOX' && !isTrue(answer));
    if (isRequired && isOpen)
      fail('DOMAIN_FIELD_MISSING', `${label} is required.`, { field: name });
    // A country may follow the code, as in `C31/CA`.
    const [code = ''] = answer.split('/');
    if (answer && type === 'DROPDOWN' && options.length && !options.includes(code))
      fail('DOMAIN_FIELD_MISSING', `${label} must be one of ${options.join(', ')}.`, {
        field: name,
      });
  }
}

const needed = ['firstName', 'lastName', 'email', 'address1', 'city'] as const;

/** Contacts travel in ASCII (RFC 5733 "int") and registrars want them complete. */
async function requireContacts({ tx, fail }: Work, domain: Ordered): Promise<void> {
  const contacts = (await contactsOf(tx, domain.id)) ?? {
    registrant: contactOf((await profileOf(tx, domain.clientId)) as DomainContact),
  };
  const wrong = (field: string, why: string) =>
    fail('DOMAIN_CONTACT_INVALID', `${field} ${why}.`, { field });
  for (const [role, contact] of Object.entries(contacts)) {
    for (const [name, text] of Object.entries(contact as Record<string, string>))
      if (latinOf(text) === null)
        wrong(`${role}.${name}`, 'has to be written in Latin letters for the registry');
    const missing = needed.find((name) => !contact[name]);
    if (missing) wrong(`${role}.${missing}`, 'is required by the registry');
    if (!/^\+\d{1,3}\.\d{4,14}$/.test(contact.phone.replace(/[\s()-]/g, '')))
      wrong(`${role}.phoneNumber`, 'is required by the registry, written as +CC.number');
  }
}
