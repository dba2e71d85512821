import { fullNameOf } from '#core/names.ts';
import { isTrue } from '#providers/registrars/answers.ts';
import type { RegisterOrder } from '#providers/registrars/domain-data.ts';
import type { NamecheapParams } from './client.ts';

type Answers = Readonly<Record<string, string>>;

/** What "Extended Attributes" makes of our neutral names, by the zone of a name. */
type Spelling = (answers: Answers, of: Named) => NamecheapParams;

interface Named {
  /** Who holds the name. */
  holder: string;
  /** The extension as the attributes of its zone begin: `ORGUK`, `COMAU`. */
  prefix: string;
}

/** Legal types of persons, whom CIRA lets keep their data private. */
const canadianPersons = new Set(['CCT', 'RES', 'ABO', 'LGR']);

const registries: Readonly<Record<string, Spelling>> = {
  us: ({ category = '', purpose }) => {
    // Foreign organisations name their country after the code.
    const [code, country] = category.split('/');
    return {
      RegistrantNexus: code || undefined,
      RegistrantNexusCountry: country,
      RegistrantPurpose: purpose,
    };
  },
  ca: ({ legalType, agreement }) => ({
    CIRALegalType: legalType,
    ...(legalType && { CIRAWhoisDisplay: canadianPersons.has(legalType) ? 'Private' : 'Full' }),
    ...(isTrue(agreement) && { CIRAAgreementVersion: '2.0', CIRAAgreementValue: 'Y' }),
  }),
  // .co.uk, .me.uk and .org.uk have attributes of their own; for .uk itself none are documented.
  uk: ({ legalType, companyNumber }, { holder, prefix }) =>
    prefix === 'UK'
      ? {}
      : {
          [`${prefix}LegalType`]: legalType,
          [`${prefix}CompanyID`]: companyNumber,
          ...(legalType && { [`${prefix}Registeredfor`]: holder }),
        },
  au: ({ idType, idNumber }, { prefix }) =>
    prefix === 'AU'
      ? {}
      : { [`${prefix}RegistrantId`]: idNumber, [`${prefix}RegistrantIdType`]: idType },
  nu: ({ idNumber }) => ({ NUOrgNo: idNumber }),
  fr: ({ companyNumber }) =>
    companyNumber ? { FRLegalType: 'Company', FRRegistrantLegalId: companyNumber } : {},
};

/** Answers under a name of the document's own ("EUAgreeWhoisPolicy") go as they stand. */
const isExtended = (name: string): boolean => /^[A-Z]{2}[A-Za-z]{3,60}$/.test(name);

export function extendedParams({
  domain,
  answers = {},
  contacts: { registrant },
}: Pick<RegisterOrder, 'domain' | 'answers' | 'contacts'>): NamecheapParams {
  const zone = domain.split('.').at(-1) ?? '';
  const holder = registrant.company || fullNameOf(registrant);
  const own = Object.entries(answers).filter(([name]) => isExtended(name));
  const prefix = domain.split('.').slice(1).join('').toUpperCase();
  const neutral = Object.hasOwn(registries, zone)
    ? registries[zone]?.(answers, { holder, prefix })
    : {};
  return { ...neutral, ...Object.fromEntries(own) };
}
