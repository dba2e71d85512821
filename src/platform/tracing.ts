import { context, propagation } from '@opentelemetry/api';
import { useTracer } from '#core/tracing.ts';
import { version } from '#core/version.ts';
import { PATIENCE_MS, thisProcess, watched } from './collector.ts';
import type { Log } from './log.ts';

/**
 * Sends spans to the collector that the OTEL_EXPORTER_OTLP_ variables name (OTLP over HTTP). Who it
 * is for, the sampling and the resource are those of OpenTelemetry's own variables.
 * @returns the function that sends what is left and ends it
 */
export async function openTracing(
  log: Log,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<() => Promise<void>> {
  // Loaded where it is wanted: it costs a process without a collector nothing.
  const [sdk, { OTLPTraceExporter }, { AsyncLocalStorageContextManager }, core] = await Promise.all(
    [
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/core'),
    ],
  );
  const exporter = await watched(new OTLPTraceExporter(), {
    onLost: (err) => log.warn({ err }, 'The collector takes no traces; they are dropped.'),
    onBack: () => log.info('The collector takes traces again.'),
  });
  const provider = new sdk.TracerProvider({
    resource: await thisProcess(),
    sampler: samplerOf(sdk, env),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, exportTimeoutMillis: PATIENCE_MS })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new core.W3CTraceContextPropagator());
  useTracer(provider.getTracer('hostgraph', version));
  return async () => {
    useTracer(null);
    await provider.shutdown().catch(() => {});
    context.disable();
    propagation.disable();
  };
}

/** The sampler that OTEL_TRACES_SAMPLER names; every trace whose caller did not decide otherwise. */
function samplerOf(
  sdk: typeof import('@opentelemetry/sdk-trace'),
  {
    OTEL_TRACES_SAMPLER: name = '',
    OTEL_TRACES_SAMPLER_ARG: arg = '1',
  }: Record<string, string | undefined>,
) {
  const [, isParentBased, kind] = /^(parentbased_)?(\w+)$/.exec(name) ?? [];
  const roots: Record<string, () => InstanceType<typeof sdk.TraceIdRatioBasedSampler>> = {
    always_off: () => new sdk.AlwaysOffSampler() as never,
    traceidratio: () => new sdk.TraceIdRatioBasedSampler(Number(arg)),
  };
  const root = roots[kind ?? '']?.() ?? new sdk.AlwaysOnSampler();
  return name && !isParentBased ? root : new sdk.ParentBasedSampler({ root });
}
