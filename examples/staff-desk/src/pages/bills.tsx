import { useState } from 'react';
import { InvoicesOfMonth } from './invoices-of-month.tsx';
import { PaymentsOfMonth } from './payments-of-month.tsx';

/** The days of a month, as `YYYY-MM`: its first and its last. */
export function daysOf(month: string): { from: string; to: string } {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return { from: `${month}-01`, to: last };
}

/** What was billed and what was paid in a month. */
export function Bills() {
  const [month, setMonth] = useState(new Date().toISOString().slice(0, 7));
  const [isPayments, setIsPayments] = useState(false);
  return (
    <>
      <h1>Money</h1>
      <div className="tools">
        <label>
          Month
          <input
            type="month"
            value={month}
            onChange={({ target }) => target.value && setMonth(target.value)}
          />
        </label>
        <button aria-pressed={!isPayments} onClick={() => setIsPayments(false)}>
          Invoices
        </button>
        <button aria-pressed={isPayments} onClick={() => setIsPayments(true)}>
          Payments
        </button>
      </div>
      {isPayments ? <PaymentsOfMonth month={month} /> : <InvoicesOfMonth month={month} />}
    </>
  );
}
