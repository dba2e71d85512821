import type { OpenSpan, SpanShape } from '#core/tracing.ts';

/**
 * The span of a statement, as OpenTelemetry's conventions for databases have it. Its text holds no
 * values: they are bound.
 */
export function statementSpan(statement: unknown): SpanShape {
  const text = typeof statement === 'string' ? statement : (statement as { text: string }).text;
  const [operation = 'SQL'] = /[a-z]+/i.exec(text) ?? [];
  return {
    name: operation.toUpperCase(),
    kind: 'CLIENT',
    attributes: { 'db.system.name': 'postgresql', 'db.query.text': text },
  };
}

type Callback = (error: Error | undefined, ...rest: unknown[]) => void;

/** A callback with which a span ends. */
export const endingWith =
  (span: OpenSpan, callback: Callback): Callback =>
  (error, ...rest) => {
    if (error) span.fail(error);
    span.end();
    callback(error, ...rest);
  };

/** What a promise that a span ends with is followed by. */
export const ends = (span: OpenSpan): [() => void, (error: Error) => void] => [
  () => span.end(),
  (error) => {
    span.fail(error);
    span.end();
  },
];
