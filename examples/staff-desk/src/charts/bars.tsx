import { ticksUpTo } from './scale.ts';

export interface Series {
  name: string;
  values: readonly number[];
}

interface Props {
  title: string;
  /** What the first column of the table is called, e.g. "Month". */
  over: string;
  labels: readonly string[];
  /** One or two; they share one axis. */
  series: readonly Series[];
  format?: (value: number) => string;
  /** It has the page's whole width. */
  isWide?: boolean;
}

const size = { height: 220, left: 64, right: 8, top: 8, bottom: 24 };
const plotHeight = size.height - size.top - size.bottom;

/** Bars over time, with a legend where there are two series and a table with every number. */
export function Bars({ title, over, labels, series, format = String, isWide = false }: Props) {
  // About as many units as it has pixels, so that its letters are as large as those of the page.
  const width = isWide ? 1_080 : 540;
  const ticks = ticksUpTo(Math.max(0, ...series.flatMap(({ values }) => values)));
  const top = ticks.at(-1)!;
  const y = (value: number) => size.top + plotHeight * (1 - value / top);
  return (
    <figure>
      <figcaption>{title}</figcaption>
      {series.length > 1 && (
        <ul className="legend">
          {series.map(({ name }, place) => (
            <li key={name}>
              <span className={`series-${place + 1}`} />
              {name}
            </li>
          ))}
        </ul>
      )}
      <svg
        className="chart"
        viewBox={`0 0 ${width} ${size.height}`}
        role="img"
        aria-label={`${title}: the numbers are in the table below`}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              className="axis"
              x1={size.left}
              x2={width - size.right}
              y1={y(tick)}
              y2={y(tick)}
            />
            <text x={size.left - 8} y={y(tick) + 4} textAnchor="end">
              {format(tick)}
            </text>
          </g>
        ))}
        {labels.map((label, place) => (
          <Column
            key={label}
            {...{ label, place, series, y, format }}
            slot={(width - size.left - size.right) / labels.length}
            count={labels.length}
          />
        ))}
      </svg>
      <Numbers {...{ title, over, labels, series, format }} />
    </figure>
  );
}

interface ColumnProps {
  label: string;
  place: number;
  /** Width for one label. */
  slot: number;
  count: number;
  series: readonly Series[];
  y: (value: number) => number;
  format: (value: number) => string;
}

function Column({ label, place, slot, count, series, y, format }: ColumnProps) {
  const width = Math.min(28, (slot * 0.8) / series.length);
  const start = size.left + slot * (place + 0.5) - (width * series.length) / 2;
  // As many labels as fit beside one another.
  const every = Math.ceil(count / Math.floor((slot * count) / 60));
  return (
    <g>
      {series.map(({ name, values }, which) => {
        const value = values[place] ?? 0;
        return (
          <rect
            key={name}
            className={`series-${which + 1}`}
            x={start + width * which + (series.length > 1 ? which : 0)}
            width={width}
            y={y(value)}
            height={y(0) - y(value)}
            rx={2}
          >
            <title>{`${label}, ${name}: ${format(value)}`}</title>
          </rect>
        );
      })}
      {place % every === 0 && (
        <text x={size.left + slot * (place + 0.5)} y={size.height - 6} textAnchor="middle">
          {label}
        </text>
      )}
    </g>
  );
}

function Numbers({ title, over, labels, series, format = String }: Props) {
  return (
    <details>
      <summary>{title} as a table</summary>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{over}</th>
              {series.map(({ name }) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, place) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {series.map(({ name, values }) => (
                  <td key={name} className="number">
                    {format(values[place] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
