import type { OpsValue } from './ops.ts';

/** Attributes of an order beside the common ones. */
export type Extras = Record<string, OpsValue | undefined>;

type Answers = Readonly<Record<string, string>>;

/** What registries ask, by our neutral names, as the official toolkit sends it for these TLDs. */
const registries: Readonly<Record<string, (answers: Answers, holder: string) => Extras>> = {
  us: ({ category = '', purpose }) => {
    // Foreign organisations name their country after the code.
    const [code = '', validator] = category.split('/');
    return { tld_data: { nexus: { app_purpose: purpose, category: code, validator } } };
  },
  ca: ({ legalType, trademark }) => ({
    legal_type: legalType?.toUpperCase(),
    isa_trademark: trademark ?? '0',
    lang_pref: 'EN',
  }),
  it: ({ entityType, taxId }) => ({
    tld_data: { it_registrant_info: { entity_type: entityType, reg_code: taxId } },
  }),
  br: ({ taxId }) => ({ tld_data: { br_register_number: taxId } }),
  au: (answers, holder) => ({
    tld_data: {
      au_registrant_info: {
        registrant_name: holder,
        registrant_id_type: answers['idType'],
        registrant_id: answers['idNumber'],
        eligibility_type: answers['eligibilityType'],
        eligibility_name: answers['eligibilityName'],
        eligibility_id: answers['eligibilityId'],
        eligibility_id_type: answers['eligibilityIdType'],
        eligibility_reason: answers['policyReason'],
      },
    },
  }),
};

/** The answers to a registry's questions; none where the toolkit shows no place for them. */
export function extrasOf(domain: string, answers: Answers = {}, holder = ''): Extras {
  const zone = domain.split('.').at(-1) ?? '';
  if (!Object.keys(answers).length || !Object.hasOwn(registries, zone)) return {};
  return registries[zone]?.(answers, holder) ?? {};
}
