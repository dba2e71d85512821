import { idnCodeOf } from '#providers/registrars/idn-languages.ts';

type Answers = Readonly<Record<string, string>>;
type Names = Readonly<Record<string, Answers>>;

/** Answers that belong to the domain (`additional_data`), by our neutral names. */
const domainFields: Names = {
  ca: { legalType: 'legal_type', trademark: 'trademark' },
  au: {
    eligibilityType: 'eligibility_type',
    idType: 'id_type',
    idNumber: 'id_number',
  },
  es: { annex: 'es_annex_acceptance' },
};

/** Answers that belong to its owner (`extension_additional_data`), by our neutral names. */
const ownerFields: Names = {
  us: { purpose: 'applicant_purpose', category: 'nexus_category' },
  uk: { legalType: 'legal_type', companyNumber: 'company_registration_number' },
  fi: { orgType: 'org_type' },
  dk: { userType: 'user_type' },
  sk: { userType: 'user_type' },
};

const zoneOf = (domain: string): string => domain.split('.').at(-1) ?? '';

/** The answers that the zone's fields take, under our name or the API's own. */
function translated(fields: Names, domain: string, answers: Answers = {}): Answers {
  const names = fields[zoneOf(domain)] ?? {};
  const pairs = Object.entries(answers).flatMap(([name, value]) => {
    const known = names[name] ?? Object.values(names).find((each) => each === name);
    return known ? [[known, value]] : [];
  });
  return Object.fromEntries(pairs) as Answers;
}

/** `additional_data` of an order; empty where the zone asks nothing. */
export function ofDomain(domain: string, answers?: Answers, idnLanguage?: string): object {
  const data = {
    ...translated(domainFields, domain, answers),
    ...(idnLanguage && { idn_script: idnCodeOf(domain, idnLanguage) }),
  };
  return Object.keys(data).length ? { additional_data: data } : {};
}

/** `extension_additional_data` of the owner; empty where the zone asks nothing. */
export function ofOwner(domain: string, answers?: Answers): object {
  const data = translated(ownerFields, domain, answers);
  if (!Object.keys(data).length) return {};
  return { extension_additional_data: [{ name: zoneOf(domain), data }] };
}
