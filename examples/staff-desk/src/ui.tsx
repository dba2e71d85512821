import { CombinedGraphQLErrors } from '@apollo/client';
import type { ReactNode } from 'react';

export interface Amount {
  amount: string;
  currency: string;
}

/** An amount as the language of the browser writes it. */
export const formatMoney = ({ amount, currency }: Amount) =>
  new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(Number(amount));

export const Money = (money: Amount) => <span className="money">{formatMoney(money)}</span>;

const shortTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A time of day and date; its full text for machines. */
export const Time = ({ at }: { at: string }) => (
  <time dateTime={at}>{shortTime.format(new Date(at))}</time>
);

const tones: Record<string, string> = {
  ACTIVE: 'good',
  PAID: 'good',
  SUCCEEDED: 'good',
  PASS: 'good',
  PENDING: 'warn',
  UNPAID: 'warn',
  QUEUED: 'warn',
  UNKNOWN: 'warn',
  REVIEW: 'warn',
  HIGH: 'warn',
  DEAD: 'bad',
  REJECTED: 'bad',
  OVERDUE: 'bad',
  FRAUD: 'bad',
  FAIL: 'bad',
  SUSPENDED: 'bad',
};

/** The value of an enum as people say it: PENDING_TRANSFER is "pending transfer". */
export const say = (value: string) => value.toLowerCase().replaceAll('_', ' ');

/** How many there are of something: "1 ticket", "7 tickets". */
export const count = (number: number, noun: string) =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

/** A state, readable without its colour. */
export const Badge = ({ children }: { children: string }) => (
  <span className={`badge ${tones[children.toUpperCase()] ?? ''}`}>{say(children)}</span>
);

/** What went wrong, where it went wrong; read out when it appears. */
export function Failure({ error }: { error: Error | undefined }) {
  if (!error) return null;
  const words = CombinedGraphQLErrors.is(error)
    ? [...new Set(error.errors.map(({ message }) => message))].join(' ')
    : error.message;
  return (
    <p role="alert" className="failure">
      {words}
    </p>
  );
}

/** A table that scrolls by itself where the page is narrow, by keyboard as well. */
export function Table({ label, head, numbers = [], children }: TableProps) {
  return (
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col" className={numbers.includes(title) ? 'number' : ''}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

interface TableProps {
  label: string;
  head: readonly string[];
  /** Which of the columns are numbers. */
  numbers?: readonly string[];
  children: ReactNode;
}

/** A choice of a filter. */
export function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {options.map(([key, title]) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

/** The next page of a list, where there is one. */
export function More({ page, onMore }: MoreProps) {
  if (!page?.hasNextPage) return null;
  return (
    <p>
      <button onClick={() => onMore({ variables: { after: page.endCursor } })}>Show more</button>
    </p>
  );
}

interface MoreProps {
  page: { hasNextPage: boolean; endCursor?: string | null } | undefined;
  onMore: (options: { variables: { after: string | null | undefined } }) => unknown;
}

/** The text of a form's field. */
export const valueOf = (form: HTMLFormElement, name: string) =>
  String(new FormData(form).get(name) ?? '');
