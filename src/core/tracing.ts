import {
  type Attributes,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';

/*
 * Spans of what a process does. Without a tracer, which is the default, each of these functions calls
 * what it is handed and does no more.
 */
let tracer: Tracer | null = null;

/** Has spans made from now on; null for none. */
export const useTracer = (next: Tracer | null): void => {
  tracer = next;
};

/** Whether spans are made. */
export const isTracing = (): boolean => tracer !== null;

/** How a span is shown. */
export interface SpanShape {
  name: string;
  /** `SERVER` for a request that came in, `CLIENT` for one that went out. */
  kind?: keyof typeof SpanKind;
  attributes?: Attributes;
  /** Whether it may be the first of a trace; others are left out where they are part of none. */
  isRoot?: boolean;
}

/** Runs something in a span, which ends with it; an error becomes the state of the span. */
export function traced<Result>(
  shape: () => SpanShape,
  work: () => Promise<Result>,
): Promise<Result> {
  const span = startSpan(shape);
  return span ? within(span, work) : work();
}

async function within<Result>(span: OpenSpan, work: () => Promise<Result>): Promise<Result> {
  try {
    return await span.enter(work);
  } catch (error) {
    span.fail(error as Error);
    throw error;
  } finally {
    span.end();
  }
}

/** A span that is ended by hand. */
export interface OpenSpan {
  /** Runs something as a part of it. */
  enter<Result>(work: () => Result): Result;
  set(attributes: Attributes): void;
  fail(error?: Error): void;
  end(): void;
}

/** Begins a span; null where nobody wants any. */
export function startSpan(shape: () => SpanShape): OpenSpan | null {
  if (!tracer) return null;
  const { name, kind = 'INTERNAL', attributes = {}, isRoot = false } = shape();
  if (!isRoot && !trace.getSpan(context.active())) return null;
  const span = tracer.startSpan(name, { kind: SpanKind[kind], attributes });
  return {
    enter: (work) => context.with(withSpan(span), work),
    set: (more) => void span.setAttributes(more),
    fail: (error) => {
      if (error) span.recordException(error);
      span.setStatus({ code: SpanStatusCode.ERROR, ...(error && { message: error.message }) });
    },
    end: () => span.end(),
  };
}

const withSpan = (span: Span) => trace.setSpan(context.active(), span);

/** Runs something as a part of the caller's trace, where its headers name one (W3C Trace Context). */
export const continueTrace = <Result>(headers: object, work: () => Result): Result =>
  tracer ? context.with(propagation.extract(ROOT_CONTEXT, headers), work) : work();

/** Runs something as no part of what caused it: it begins a trace of its own. */
export const beginTrace = <Result>(work: () => Result): Result =>
  tracer ? context.with(ROOT_CONTEXT, work) : work();

/** The headers that tell another system of the trace. */
export function traceHeaders(): Record<string, string> {
  const headers = {};
  if (tracer) propagation.inject(context.active(), headers);
  return headers;
}
