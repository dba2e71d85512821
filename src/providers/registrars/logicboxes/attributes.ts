import { before, pick, textOf, unreadable } from '#providers/registrars/answers.ts';
import { idnCode } from '#providers/registrars/idn-languages.ts';
import type { RegisterOrder } from '#providers/registrars/domain-data.ts';
import { ask, type LogicBoxesAccount, type LogicBoxesParams } from './client.ts';

type Answers = Readonly<Record<string, string>>;

/** Questions that go with `domains/register` (kb 752); all others belong to the registrant. */
const onOrder: Readonly<Record<string, Answers>> = {
  au: {
    idType: 'id-type',
    idNumber: 'id',
    policyReason: 'policyReason',
    warranty: 'isAUWarranty',
    eligibilityType: 'eligibilityType',
    eligibilityName: 'eligibilityName',
    eligibilityId: 'eligibilityId',
    eligibilityIdType: 'eligibilityIdType',
  },
  asia: { cedContactId: 'cedcontactid' },
};

/** Our neutral names as `contacts/add` spells them (kb 790), where they differ. */
const onContact: Readonly<Record<string, Answers>> = {
  ca: { legalType: 'CPR' },
  br: { taxId: 'organisationId' },
  es: { idType: 'es_tipo_identificacion', idNumber: 'es_identificacion' },
};

/** The documents of ESNIC, as its numbers (kb 790): any other, NIF or DNI, NIE. */
const spanishDocuments: Answers = { OTHER: '0', DNI_AND_NIF: '1', NIE: '3' };

/** The legal form of a natural person; that of others is answered under the document's own name. */
const spanishPerson = { es_form_juridica: '1' };

/** What the registrant declares to us, and no field of a registry carries. */
const declarations = new Set(['agreement', 'localPresence']);

const zoneOf = (domain: string): string => domain.split('.').at(-1) ?? '';

/** Extra fields travel as numbered pairs of name and value. */
export function attributes(pairs: Answers): LogicBoxesParams {
  const numbered = Object.entries(pairs).flatMap(([name, value], index) => [
    [`attr-name${index + 1}`, name],
    [`attr-value${index + 1}`, value],
  ]);
  return Object.fromEntries(numbered) as LogicBoxesParams;
}

const boolean = (name: string, value: string): string =>
  name === 'warranty' ? String(/^(true|1|y|yes|on)$/i.test(value)) : value;

/** What the order itself carries beside the common parameters. */
export function orderAttributes(order: Omit<RegisterOrder, 'years'>): LogicBoxesParams {
  const { domain, answers = {}, idnLanguage, premiumFee, voucher } = order;
  const names = onOrder[zoneOf(domain)] ?? {};
  const own = Object.entries(answers).flatMap(([name, value]) => {
    const normalized = names[name] ?? Object.values(names).find((each) => each === name);
    return normalized ? [[normalized, boolean(name, value)]] : [];
  });
  return attributes({
    ...Object.fromEntries(own),
    ...(idnLanguage && { idnLanguageCode: idnCode(domain, idnLanguage) }),
    ...(voucher && { voucher }),
    ...(premiumFee && { premium: 'true' }),
  });
}

/** What the registrant's contact carries: the answers that are the registrant's own. */
export async function registrantAttributes(
  account: LogicBoxesAccount,
  { domain, answers, isPerson }: { domain: string; answers: Answers; isPerson: boolean },
  left: () => number,
): Promise<LogicBoxesParams> {
  const zone = zoneOf(domain);
  const orderNames = onOrder[zone] ?? {};
  const isOrders = (name: string) => name in orderNames || Object.values(orderNames).includes(name);
  const own = Object.entries(answers)
    .filter(([name]) => !isOrders(name) && !declarations.has(name))
    .map(([name, value]) => [onContact[zone]?.[name] ?? name, value]);
  const pairs = Object.fromEntries(own) as Record<string, string>;
  if (zone === 'es') return attributes(spanish(pairs, isPerson));
  if (zone !== 'ca' || !pairs['CPR'] || pairs['AgreementVersion']) return attributes(pairs);
  const agreement = { AgreementVersion: await agreementVersion(account, left) };
  return attributes({ ...pairs, ...agreement, AgreementValue: 'y' });
}

function spanish(pairs: Answers, isPerson: boolean): Answers {
  const { es_tipo_identificacion: document } = pairs;
  const code = document && (spanishDocuments[document] ?? document);
  return {
    ...(isPerson && document && spanishPerson),
    ...pairs,
    ...(code && { es_tipo_identificacion: code }),
  };
}

/** The version of CIRA's registrant agreement in force (`contacts/dotca/registrantagreement`). */
async function agreementVersion(account: LogicBoxesAccount, left: () => number) {
  const path = 'contacts/dotca/registrantagreement';
  const answer = await before(ask(account, path, {}, left()));
  const version = textOf(pick(answer, 'version'));
  if (!version) throw unreadable(new URL(account.baseUrl).host, 200);
  return version;
}
