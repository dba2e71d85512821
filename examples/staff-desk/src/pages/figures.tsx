import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Bars } from '../charts/bars.tsx';
import type { FiguresQuery, StatsStep } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { Choice, count, Failure, formatMoney, Money, Table } from '../ui.tsx';
import { Outlook } from './outlook.tsx';

/** The company in numbers, compared with the time before. */
const FIGURES = graphql(`
  query Figures($period: DateRange!, $step: StatsStep!) {
    stats(period: $period) {
      id
      currency
      income {
        total {
          amount
          currency
        }
        byGateway {
          gateway {
            id
            displayName
          }
          amount {
            amount
            currency
          }
        }
        byProduct {
          product {
            id
            name
          }
          amount {
            amount
            currency
          }
        }
      }
      previous {
        id
        income {
          total {
            amount
            currency
          }
        }
      }
      orders {
        placed
        accepted
        cancelled
      }
      clients {
        added
        closed
      }
      tickets {
        opened
        closed
        medianFirstReplySeconds
      }
      timeline(step: $step) {
        on
        income {
          amount
          currency
        }
        orders
        acceptedOrders
        tickets
      }
    }
  }
`);

const spans: Record<string, { days: number; step: StatsStep; title: string }> = {
  month: { days: 30, step: 'DAY', title: 'the last 30 days' },
  quarter: { days: 91, step: 'WEEK', title: 'the last 13 weeks' },
  year: { days: 365, step: 'MONTH', title: 'the last 12 months' },
};

const day = (daysAgo: number) =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

type Stats = NonNullable<FiguresQuery['stats']>;

export function Figures() {
  const [span, setSpan] = useState('month');
  const { days, step } = spans[span]!;
  const period = { from: day(days - 1), to: day(0) };
  const { data, previousData, error, loading } = useQuery(FIGURES, {
    variables: { period, step },
  });
  const stats = (data ?? previousData)?.stats;
  return (
    <div aria-busy={loading}>
      <h1>Figures</h1>
      <div className="tools">
        <Choice
          label="Of"
          value={span}
          onChange={setSpan}
          options={Object.entries(spans).map(([key, { title }]) => [key, title] as const)}
        />
      </div>
      <Failure error={error} />
      {stats && (
        <>
          <Headlines stats={stats} />
          <Charts
            stats={stats}
            over={step === 'DAY' ? 'Day' : step === 'WEEK' ? 'Week' : 'Month'}
          />
        </>
      )}
      <Outlook />
    </div>
  );
}

function Headlines({ stats }: { stats: Stats }) {
  const { income, previous, orders, tickets, clients } = stats;
  const seconds = tickets?.medianFirstReplySeconds;
  return (
    <div className="boxes">
      <section>
        <h2>Income</h2>
        <p className="headline">{income && <Money {...income.total} />}</p>
        <p className="muted">
          {previous?.income && (
            <>
              the time before: <Money {...previous.income.total} />
            </>
          )}
        </p>
      </section>
      <section>
        <h2>Orders</h2>
        <p className="headline">{orders?.placed ?? '–'}</p>
        <p className="muted">
          {orders?.accepted} accepted, {orders?.cancelled} cancelled; {clients?.added} new clients
        </p>
      </section>
      <section>
        <h2>Tickets</h2>
        <p className="headline">{tickets?.opened ?? '–'}</p>
        <p className="muted">
          {tickets?.closed} closed;{' '}
          {typeof seconds === 'number'
            ? `half are answered within ${duration(seconds)}`
            : 'no first answer yet'}
        </p>
      </section>
    </div>
  );
}

const duration = (seconds: number) =>
  seconds < 5_400
    ? count(Math.ceil(seconds / 60), 'minute')
    : count(Math.round(seconds / 3_600), 'hour');

function Charts({ stats, over }: { stats: Stats; over: string }) {
  const { timeline, currency, income } = stats;
  const labels = timeline.map(({ on }) => (over === 'Month' ? on.slice(0, 7) : on.slice(5)));
  const money = (value: number) => formatMoney({ amount: String(value), currency });
  const series = (name: string, values: (number | null | undefined)[]) => ({
    name,
    values: values.map((value) => value ?? 0),
  });
  return (
    <>
      <section>
        <Bars
          title="Income"
          isWide
          over={over}
          labels={labels}
          format={money}
          series={[
            { name: 'Income', values: timeline.map((each) => Number(each.income?.amount ?? 0)) },
          ]}
        />
      </section>
      <div className="boxes">
        <section>
          <Bars
            title="Orders"
            over={over}
            labels={labels}
            series={[
              series(
                'placed',
                timeline.map(({ orders: placed }) => placed),
              ),
              series(
                'accepted',
                timeline.map(({ acceptedOrders }) => acceptedOrders),
              ),
            ]}
          />
        </section>
        <section>
          <Bars
            title="Tickets opened"
            over={over}
            labels={labels}
            series={[
              series(
                'opened',
                timeline.map(({ tickets: opened }) => opened),
              ),
            ]}
          />
        </section>
      </div>
      <div className="boxes">
        <Shares
          title="Income by product"
          rows={income?.byProduct.map(({ product, amount }) => [product?.name ?? 'other', amount])}
        />
        <Shares
          title="Income by gateway"
          rows={income?.byGateway.map(({ gateway, amount }) => [
            gateway?.displayName ?? 'recorded by staff',
            amount,
          ])}
        />
      </div>
    </>
  );
}

function Shares({ title, rows = [] }: { title: string; rows?: [string, Amount][] }) {
  return (
    <section>
      <h2>{title}</h2>
      <Table label={title} head={['Of', 'Amount']} numbers={['Amount']}>
        {rows.map(([name, amount]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number">
              <Money {...amount} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

type Amount = Parameters<typeof formatMoney>[0];
