import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Value = { stringValue?: string; intValue?: string | number; doubleValue?: number };

/** A span as OTLP's JSON has it. */
export interface CollectedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  /** 1 internal, 2 server, 3 client. */
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Record<string, string | number>;
  /** 2 is an error. */
  status?: { code?: number; message?: string };
}

/** A point of a metric as OTLP's JSON has it, with the labels as one object. */
export interface CollectedPoint {
  attributes: Record<string, string | number>;
  startTimeUnixNano: string;
  timeUnixNano: string;
  /** Of sums and gauges. */
  asDouble?: number;
  /** Of histograms. */
  count?: number;
  sum?: number;
  bucketCounts?: number[];
  explicitBounds?: number[];
}

/** A metric as OTLP's JSON has it. */
export interface CollectedMetric {
  name: string;
  description: string;
  kind: 'sum' | 'gauge' | 'histogram';
  isMonotonic?: boolean;
  /** 2 is cumulative. */
  aggregationTemporality?: number;
  points: CollectedPoint[];
}

interface Collector {
  url: string;
  spans: CollectedSpan[];
  /** Everything that was sent at once, by name, the last last. */
  metrics: Map<string, CollectedMetric>[];
  /** What it answers with; 200 unless a test says otherwise. */
  status: number;
  /** Attributes of the resource that sent the last ones. */
  resource: Record<string, string | number>;
  close(): Promise<void>;
}

/**
 * A collector on loopback, after https://opentelemetry.io/docs/specs/otlp/ (OTLP/HTTP, JSON: POST
 * /v1/traces or /v1/metrics, ids in hexadecimal, 64-bit numbers as numbers or texts, enumerations as
 * numbers, answer 200 with an object), opentelemetry/proto/trace/v1/trace.proto and
 * metrics/v1/metrics.proto. What is not of that form it answers with 400.
 */
export async function otlpCollector(): Promise<Collector> {
  const collector: Collector = {
    url: '',
    spans: [],
    metrics: [],
    status: 200,
    resource: {},
    close: async () => {},
  };
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const take = { '/v1/traces': takeTraces, '/v1/metrics': takeMetrics }[req.url ?? ''];
      const isJson = req.headers['content-type'] === 'application/json';
      try {
        if (!take || req.method !== 'POST' || !isJson) throw new Error('Not a request of OTLP.');
        const body = JSON.parse(Buffer.concat(chunks).toString()) as never;
        if (collector.status === 200) take(collector, body);
        res.writeHead(collector.status, { 'content-type': 'application/json' }).end('{}');
      } catch (error) {
        res.writeHead(400, { 'content-type': 'application/json' });
        res.end(JSON.stringify({ code: 3, message: (error as Error).message }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  collector.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  collector.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return collector;
}

interface ExportTraceServiceRequest {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: { spans: (Omit<CollectedSpan, 'attributes'> & { attributes: Attribute[] })[] }[];
  }[];
}

interface Attribute {
  key: string;
  value: Value;
}

function takeTraces(collector: Collector, { resourceSpans }: ExportTraceServiceRequest): void {
  for (const { resource, scopeSpans } of resourceSpans) {
    collector.resource = plain(resource.attributes);
    for (const span of scopeSpans.flatMap(({ spans }) => spans)) {
      if (!/^[0-9a-f]{32}$/.test(span.traceId)) throw new Error('traceId');
      if (!/^[0-9a-f]{16}$/.test(span.spanId)) throw new Error('spanId');
      if (!(BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano)))
        throw new Error('endTimeUnixNano');
      collector.spans.push({ ...span, attributes: plain(span.attributes) });
    }
  }
}

type Point = Omit<CollectedPoint, 'attributes' | 'bucketCounts'> & {
  attributes: Attribute[];
  bucketCounts?: (number | string)[];
};
type Data = { dataPoints: Point[]; aggregationTemporality?: number; isMonotonic?: boolean };

interface ExportMetricsServiceRequest {
  resourceMetrics: {
    resource: { attributes: Attribute[] };
    scopeMetrics: {
      metrics: ({ name: string; description: string } & Partial<
        Record<'sum' | 'gauge' | 'histogram', Data>
      >)[];
    }[];
  }[];
}

function takeMetrics(collector: Collector, { resourceMetrics }: ExportMetricsServiceRequest): void {
  const sent = new Map<string, CollectedMetric>();
  for (const { resource, scopeMetrics } of resourceMetrics) {
    collector.resource = plain(resource.attributes);
    for (const { name, description, ...data } of scopeMetrics.flatMap((each) => each.metrics)) {
      const kinds = (['sum', 'gauge', 'histogram'] as const).filter((kind) => data[kind]);
      const [kind] = kinds;
      if (!kind || kinds.length !== 1 || sent.has(name)) throw new Error(`data of ${name}`);
      const { dataPoints, ...about } = data[kind]!;
      sent.set(name, { name, description, kind, ...about, points: dataPoints.map(pointOf) });
    }
  }
  collector.metrics.push(sent);
}

function pointOf({ attributes, bucketCounts: counts, ...point }: Point): CollectedPoint {
  if (!(BigInt(point.timeUnixNano) >= BigInt(point.startTimeUnixNano)))
    throw new Error('timeUnixNano');
  const bucketCounts = counts?.map(Number);
  const { explicitBounds: bounds = [], count } = point;
  // metrics.proto: one more count than bounds, which rise; the counts add up to the number of all.
  const isHistogram =
    bucketCounts?.length === bounds.length + 1 &&
    bounds.every((bound, index) => index === 0 || bound > bounds[index - 1]!) &&
    bucketCounts.reduce((one, other) => one + other, 0) === Number(count);
  if (bucketCounts ? !isHistogram : point.asDouble === undefined) throw new Error('point');
  return {
    ...point,
    attributes: plain(attributes),
    ...(bucketCounts && { bucketCounts, count: Number(count) }),
  };
}

const plain = (attributes: Attribute[]) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? Number(value.intValue ?? value.doubleValue ?? Number.NaN),
    ]),
  );
