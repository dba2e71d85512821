import { formatMoney, say } from './ui.tsx';

/** What a change would do, as `extensions.effects` of its dry run tells; see docs/dry-run.md. */
export interface Effects {
  events?: { type: string }[];
  services?: { service: string; isNew: boolean; status: string }[];
  serviceAddons?: { serviceAddon: string; isNew: boolean; status: string }[];
  domains?: { name: string; isNew: boolean; status: string }[];
  invoices?: { invoice: string; isNew: boolean; status: string; currency: string; total: string }[];
  emails?: { template: string | null; to: string; subject: string }[];
  tasks?: { kind: string; subject: string; provider: string }[];
  jobs?: { name: string }[];
}

/** Each effect as a line; null where there is none of its kind. */
const sentences = (effects: Effects): string[] => [
  ...(effects.invoices ?? []).map(
    ({ invoice, isNew, status, total, currency }) =>
      `${isNew ? 'A new invoice' : `${named(invoice)}`} over ${formatMoney({ amount: total, currency })} becomes ${say(status)}.`,
  ),
  ...(effects.services ?? []).map(
    ({ service, status }) => `${named(service)} becomes ${say(status)}.`,
  ),
  ...(effects.serviceAddons ?? []).map(
    ({ serviceAddon, status }) => `${named(serviceAddon)} becomes ${say(status)}.`,
  ),
  ...(effects.domains ?? []).map(
    ({ name, status }) => `The domain ${name} becomes ${say(status)}.`,
  ),
  ...(effects.emails ?? []).map(({ to, subject }) => `An email goes to ${to}: “${subject}”.`),
  ...(effects.tasks ?? []).map(
    ({ kind, subject, provider }) =>
      `${provider || 'A provider'} is asked for “${kind.replace('.', ' ')}” of ${named(subject)}.`,
  ),
  ...(effects.jobs ?? []).map(
    ({ name }) => `Afterwards the company does “${say(name)}” by itself.`,
  ),
];

/** `ServiceAddon:3` as people read it. */
const named = (id: string) => id.replace(/([a-z])([A-Z])/g, '$1 $2').replace(':', ' ');

export function EffectList({ effects }: { effects: Effects }) {
  const lines = sentences(effects);
  const events = [...new Set(effects.events?.map(({ type }) => type))];
  return (
    <>
      <p>This is what it does:</p>
      <ul className="effects">
        {lines.map((line, place) => (
          <li key={place}>{line}</li>
        ))}
        {events.length > 0 && <li>Webhooks are told: {events.join(', ')}.</li>}
      </ul>
    </>
  );
}
