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
};

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
  domain: string,
  answers: Answers,
  left: () => number,
): Promise<LogicBoxesParams> {
  const zone = zoneOf(domain);
  const orderNames = onOrder[zone] ?? {};
  const isOrders = (name: string) => name in orderNames || Object.values(orderNames).includes(name);
  const own = Object.entries(answers)
    .filter(([name]) => !isOrders(name) && name !== 'agreement')
    .map(([name, value]) => [onContact[zone]?.[name] ?? name, value]);
  const pairs = Object.fromEntries(own) as Record<string, string>;
  if (zone !== 'ca' || !pairs['CPR'] || pairs['AgreementVersion']) return attributes(pairs);
  const agreement = { AgreementVersion: await agreementVersion(account, left) };
  return attributes({ ...pairs, ...agreement, AgreementValue: 'y' });
}

/** The version of CIRA's registrant agreement in force (`contacts/dotca/registrantagreement`). */
async function agreementVersion(account: LogicBoxesAccount, left: () => number) {
  const path = 'contacts/dotca/registrantagreement';
  const answer = await before(ask(account, path, {}, left()));
  const version = textOf(pick(answer, 'version'));
  if (!version) throw unreadable(new URL(account.baseUrl).host, 200);
  return version;
}
