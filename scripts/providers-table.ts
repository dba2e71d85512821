// `npm run providers-table`: writes docs/providers-table.md, what each provider can do and which public
// document confirms it, from what the providers declare.
import { writeFile } from 'node:fs/promises';
import { capabilitiesOf, providerKinds } from '#providers/capabilities.ts';
import { registryPolicies } from '#modules/domains/tlds/registry-questions.ts';
import { shippedProviders } from '#providers/shipped.ts';

const titles = {
  registrar: 'Registrars',
  panel: 'Panels',
  gateway: 'Payment gateways',
  fraud: 'Fraud checks',
  mailer: 'Mailers',
  storage: 'Storage',
} as const;

/** The document, as it must stand in the repository. */
export function providersTable(): string {
  const sections = providerKinds.flatMap((kind) => [
    `## ${titles[kind]}`,
    ...shippedProviders.filter((provider) => provider.kind === kind).map(sectionOf),
  ]);
  const introduction =
    'Written by `npm run providers-table` from what the providers declare. A capability that is not in a table is not offered: the provider does not have it, or no public document confirms it.';
  const all = ['# What the providers can do', introduction, ...sections, ...registrySection()];
  return `${all.join('\n\n')}\n`;
}

/** What registries ask, by TLD, with the documents that confirm it. */
function registrySection(): string[] {
  const named = registryPolicies();
  const asking = named.filter(([, { questions }]) => questions.length);
  const lines = asking.map(([tld, { questions, sources }]) => {
    const names = questions.map(({ name, isRequired }) => (isRequired ? `**${name}**` : name));
    const documents = sources.map(({ url, confirms }) => `[${confirms}](${url})`);
    return `- .${tld}: ${names.join(', ')}. ${documents.join('; ') || 'Unconfirmed: not asked by default'}.`;
  });
  const silent = named.filter(([, { questions, sources }]) => !questions.length && sources.length);
  const open = named.filter(([, { sources }]) => !sources.length);
  const tlds = (some: typeof named) => some.map(([tld]) => `.${tld}`).join(', ');
  return [
    '## Questions of registries',
    'Shipped for the TLDs that are sold most, and asked of a buyer before anything is paid; a question in bold has to be answered. A question without a document would not be asked by default.',
    lines.join('\n'),
    `Asked for contacts only, by the same documents: ${tlds(silent)}.`,
    ...(open.length ? [`Unconfirmed, and nothing is asked: ${tlds(open)}.`] : []),
  ];
}

function sectionOf({
  kind,
  name,
  title,
  docs,
  capabilities,
}: (typeof shippedProviders)[number]): string {
  const confirmed = Object.entries(capabilities).map(
    ([capability, document]) => `- ${capability}: ${document}`,
  );
  const absent = capabilitiesOf[kind].filter((each) => !Object.hasOwn(capabilities, each));
  const sources = docs.map((address) => `<${address}>`).join(', ');
  return [
    `### ${title} (\`${name}\`)`,
    sources ? `Documents: ${sources}` : 'No document: it calls nobody.',
    ...(confirmed.length ? [confirmed.join('\n')] : []),
    ...(absent.length ? [`Unconfirmed or absent: ${absent.join(', ')}.`] : []),
  ].join('\n\n');
}

if (process.argv[1]?.endsWith('providers-table.ts'))
  await writeFile('docs/providers-table.md', providersTable());
