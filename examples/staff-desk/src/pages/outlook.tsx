import { useLazyQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Bars } from '../charts/bars.tsx';
import type { OutlookQuery } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { Choice, Failure, formatMoney } from '../ui.tsx';

const OUTLOOK = graphql(`
  query Outlook($until: Date!) {
    forecast(until: $until) {
      from
      until
      failures
      months {
        month
        invoices {
          count
          amount {
            amount
            currency
          }
        }
        captures {
          count
          amount {
            amount
            currency
          }
        }
        reminders
        suspensions
        domainsRenewed
      }
    }
  }
`);

type Month = NonNullable<OutlookQuery['forecast']>['months'][number];

const inMonths = (months: number) => {
  const day = new Date();
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
};

/** What the next months bring; asked for on demand, since the company's days are worked through. */
export function Outlook() {
  const [months, setMonths] = useState('1');
  const [ask, { data, error, loading }] = useLazyQuery(OUTLOOK);
  const forecast = data?.forecast;
  return (
    <section aria-busy={loading}>
      <h2>Forecast</h2>
      <div className="tools">
        <Choice
          label="For"
          value={months}
          onChange={setMonths}
          options={[
            ['1', 'a month'],
            ['3', 'three months'],
            ['6', 'six months'],
            ['12', 'a year'],
          ]}
        />
        <button
          disabled={loading}
          onClick={() => void ask({ variables: { until: inMonths(Number(months)) } })}
        >
          {loading ? 'Looking ahead …' : 'Look ahead'}
        </button>
      </div>
      <Failure error={error} />
      {forecast && <Chart months={forecast.months} />}
      {forecast && (
        <p className="muted">
          Until {forecast.until}, if nobody orders, changes or pays by hand.{' '}
          {forecast.failures > 0 && `${forecast.failures} things could not be worked through.`}
        </p>
      )}
    </section>
  );
}

/** One chart for each currency that is billed: amounts of two never share an axis. */
function Chart({ months }: { months: readonly Month[] }) {
  const currencies = new Set(
    months.flatMap(({ invoices }) => invoices.map(({ amount }) => amount.currency)),
  );
  const labels = months.map(({ month }) => month);
  const sumOf = (totals: Month['invoices'], currency: string) =>
    Number(totals.find(({ amount }) => amount.currency === currency)?.amount.amount ?? 0);
  return (
    <>
      {[...currencies].map((currency) => (
        <Bars
          key={currency}
          title={`Forecast in ${currency}`}
          isWide
          over="Month"
          labels={labels}
          format={(value) => formatMoney({ amount: String(value), currency })}
          series={[
            { name: 'invoiced', values: months.map((each) => sumOf(each.invoices, currency)) },
            { name: 'charged', values: months.map((each) => sumOf(each.captures, currency)) },
          ]}
        />
      ))}
      {months.some(({ domainsRenewed, suspensions }) => domainsRenewed + suspensions > 0) && (
        <Bars
          title="Forecast of events"
          isWide
          over="Month"
          labels={labels}
          series={[
            { name: 'domains renewed', values: months.map((each) => each.domainsRenewed) },
            { name: 'services suspended', values: months.map((each) => each.suspensions) },
          ]}
        />
      )}
    </>
  );
}
