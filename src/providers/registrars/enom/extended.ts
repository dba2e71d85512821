import { fullNameOf } from '#core/names.ts';
import { isTrue } from '#providers/registrars/answers.ts';
import type { RegisterOrder } from '#providers/registrars/domain-data.ts';
import type { EnomParams } from './client.ts';

type Answers = Readonly<Record<string, string>>;

/** What registries ask, by our neutral names, as the extended attributes spell it. */
const registries: Readonly<Record<string, (answers: Answers, holder: string) => EnomParams>> = {
  us: ({ category = '', purpose }) => {
    // Foreign organisations name their country after the code.
    const [code, country] = category.split('/');
    return { us_nexus: code || undefined, global_cc_us: country, us_purpose: purpose };
  },
  ca: ({ legalType, agreement }) => ({
    cira_legal_type: legalType,
    ...(isTrue(agreement) && { cira_agreement_version: '2.0', cira_agreement_value: 'Y' }),
  }),
  uk: ({ legalType, companyNumber }, holder) => ({
    uk_legal_type: legalType,
    uk_reg_co_no: companyNumber,
    ...(legalType && { registered_for: holder }),
  }),
};

/** Answers under a name of Enom's own (`eu_whoispolicy`) go as they stand. */
const isExtended = (name: string): boolean => /^[a-z]{2,10}(_[a-z]+)+$/.test(name);

export function extendedParams({
  domain,
  answers = {},
  contacts: { registrant },
}: Pick<RegisterOrder, 'domain' | 'answers' | 'contacts'>): EnomParams {
  const zone = domain.split('.').at(-1) ?? '';
  const holder = registrant.company || fullNameOf(registrant);
  const own = Object.entries(answers).filter(([name]) => isExtended(name));
  const neutral = Object.hasOwn(registries, zone) ? registries[zone]?.(answers, holder) : {};
  return { ...neutral, ...Object.fromEntries(own) };
}
