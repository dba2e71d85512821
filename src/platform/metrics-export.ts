import { type HrTime, ValueType } from '@opentelemetry/api';
import type { DataPoint, MetricData } from '@opentelemetry/sdk-metrics';
import type { MetricObjectWithValues, MetricValueWithName } from 'prom-client';
import { version } from '#core/version.ts';
import { PATIENCE_MS, thisProcess, watched } from './collector.ts';
import type { Log } from './log.ts';

/** A metric with its values, as it is kept. */
export type Figures = MetricObjectWithValues<MetricValueWithName<string>>;

/** How metrics are sent. */
export interface MetricsExport {
  everyMs: number;
  timeoutMs: number;
}

type Sdk = typeof import('@opentelemetry/sdk-metrics');

/**
 * Sends metrics to the collector that the OTEL_EXPORTER_OTLP_ variables name (OTLP over HTTP), each
 * time as they are then: names, labels and values are those of /metrics, values add up from the start
 * of the process.
 * @returns the function that sends them once more and ends it
 */
export async function openMetricsExport(
  read: () => Promise<Figures[]>,
  { everyMs, timeoutMs }: MetricsExport,
  log: Log,
): Promise<() => Promise<void>> {
  // Loaded where it is wanted: it costs a process without a collector nothing.
  const [sdk, { OTLPMetricExporter }] = await Promise.all([
    import('@opentelemetry/sdk-metrics'),
    import('@opentelemetry/exporter-metrics-otlp-http'),
  ]);
  const exporter = await watched(new OTLPMetricExporter(), {
    onLost: (err) =>
      log.warn({ err }, 'The collector takes no metrics; the next ones are sent all the same.'),
    onBack: () => log.info('The collector takes metrics again.'),
  });
  const resource = await thisProcess();
  const start = timeOf(performance.timeOrigin);
  const collect = async () => {
    const end = timeOf(Date.now());
    const metrics = (await read()).map((each) => dataOf(sdk, each, [start, end]));
    const scope = { name: 'hostgraph', version };
    const filled = metrics.filter(({ dataPoints }) => dataPoints.length);
    return {
      resourceMetrics: { resource, scopeMetrics: [{ scope, metrics: filled }] },
      errors: [],
    };
  };
  const reader = new sdk.PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: everyMs,
    exportTimeoutMillis: Math.min(timeoutMs, everyMs),
    metricProducers: [{ collect }],
  });
  const provider = new sdk.MeterProvider({ resource, readers: [reader] });
  return () => provider.shutdown({ timeoutMillis: PATIENCE_MS }).catch(() => {});
}

/** A time in milliseconds, as OpenTelemetry has it: seconds and nanoseconds. */
const timeOf = (ms: number): HrTime => [Math.floor(ms / 1_000), Math.round((ms % 1_000) * 1e6)];

/** A metric in OpenTelemetry's form, by its rules for Prometheus: the name stays as it is. */
function dataOf(sdk: Sdk, { name, help, type, values }: Figures, times: [HrTime, HrTime]) {
  const base = {
    descriptor: { name, description: help, unit: '', valueType: ValueType.DOUBLE },
    aggregationTemporality: sdk.AggregationTemporality.CUMULATIVE,
  };
  // The package declares the type as an enumeration and gives its words.
  const kind = type as unknown as 'counter' | 'gauge' | 'histogram';
  const { SUM, GAUGE, HISTOGRAM } = sdk.DataPointType;
  const points = () => values.map(({ labels, value }) => pointOf(labels, value, times));
  const data: Record<typeof kind, () => MetricData> = {
    counter: () => ({ ...base, dataPointType: SUM, isMonotonic: true, dataPoints: points() }),
    gauge: () => ({ ...base, dataPointType: GAUGE, dataPoints: points() }),
    histogram: () => ({
      ...base,
      dataPointType: HISTOGRAM,
      dataPoints: histogramsOf(name, values, times),
    }),
  };
  return data[kind]();
}

const pointOf = <Value>(
  labels: Figures['values'][number]['labels'],
  value: Value,
  [startTime, endTime]: [HrTime, HrTime],
): DataPoint<Value> => {
  // A label is a text, as /metrics shows it.
  const attributes = Object.fromEntries(
    Object.entries(labels).map(([label, text]) => [label, String(text)]),
  );
  return { attributes, value, startTime, endTime };
};

/** Prometheus counts in each bucket what the smaller ones hold, too; OpenTelemetry does not. */
function histogramsOf(name: string, values: Figures['values'], times: [HrTime, HrTime]) {
  const groups = new Map<
    string,
    { labels: object; bounds: number[]; upTo: number[]; sum: number }
  >();
  for (const { labels: all, metricName, value } of values) {
    const { le, ...labels } = all;
    const key = JSON.stringify(labels);
    const group = groups.get(key) ?? { labels, bounds: [], upTo: [], sum: 0 };
    groups.set(key, group);
    if (metricName === `${name}_sum`) group.sum = value;
    if (le === undefined) continue;
    group.upTo.push(value);
    if (le !== '+Inf') group.bounds.push(Number(le));
  }
  return [...groups.values()].map(({ labels, bounds, upTo, sum }) => {
    const counts = upTo.map((count, index) => count - (upTo[index - 1] ?? 0));
    const value = { buckets: { boundaries: bounds, counts }, count: upTo.at(-1) ?? 0, sum };
    return pointOf(labels, value, times);
  });
}
