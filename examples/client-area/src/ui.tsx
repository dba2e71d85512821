import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';

interface Amount {
  amount: string;
  currency: string;
}

/** An amount as the language of the browser writes it. */
export const formatMoney = ({ amount, currency }: Amount) =>
  new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(Number(amount));

export const Money = (money: Amount) => <span className="money">{formatMoney(money)}</span>;

const shortTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export const Time = ({ at }: { at: string }) => (
  <time dateTime={at}>{shortTime.format(new Date(at))}</time>
);

const tones: Record<string, string> = {
  ACTIVE: 'good',
  PAID: 'good',
  ANSWERED: 'good',
  UNPAID: 'warn',
  PENDING: 'warn',
  OPEN: 'warn',
  NEW: 'warn',
  OVERDUE: 'bad',
  SUSPENDED: 'bad',
  EXPIRED: 'bad',
};

/** The value of an enum as people say it: SEMI_ANNUALLY is "semi annually". */
export const say = (value: string) => value.toLowerCase().replaceAll('_', ' ');

/** How many there are of something: "1 ticket", "7 tickets". */
export const count = (number: number, noun: string) =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

/** A state, readable without its colour. */
export const Badge = ({ children }: { children: string }) => (
  <span className={`badge ${tones[children.toUpperCase()] ?? ''}`}>{say(children)}</span>
);

/** What went wrong, where it went wrong; read out when it appears. */
export function Failure({ error }: { error: CombinedError | undefined }) {
  if (!error) return null;
  const messages = new Set(error.graphQLErrors.map(({ message }) => message));
  const words = [...messages].join(' ') || error.message;
  return (
    <p role="alert" className="failure">
      {words}
    </p>
  );
}

/** A part of a page that shows what is known already while more is on its way. */
export function Loading({ fetching, children }: { fetching: boolean; children: ReactNode }) {
  return <div aria-busy={fetching}>{children}</div>;
}

/** The text of a form's field. */
export const valueOf = (form: HTMLFormElement, name: string) =>
  String(new FormData(form).get(name) ?? '');
