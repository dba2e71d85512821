import { openapiDocument } from '#transports/docs/openapi.ts';
import type { Describe } from '#transports/docs/operation.ts';
import { referencePage } from '#transports/docs/reference-page.ts';
import type { OfflinePage } from '#transports/docs/page.ts';
import type { Pipeline } from '#transports/rapi/call.ts';
import { FormError } from '#transports/rapi/form-error.ts';
import { sessionOfRequest } from '#transports/rapi/request.ts';
import { emptyObject } from '#transports/rapi/php-array.ts';
import { sendText } from '#transports/send-text.ts';
import {
  type Arrival,
  bearerOf,
  readBody,
  sendJson,
  type Transport,
} from '#transports/transport.ts';
import { explain } from './explain.ts';
import { migratePage } from './page.ts';
import { usageCsv, usageReport } from './usage-csv.ts';

/** The longest text that may be pasted, in bytes. */
const PASTED_BYTES = 1 << 20;

/**
 * What somebody moving here reads: /rapi/openapi.json, the reference at /rapi/docs, the page
 * /migrate and the report of what keys still call.
 */
export function migrateTransport<Session>(
  pipeline: Pipeline<Session>,
  describe: Describe,
  publicUrl: string,
): Transport {
  const made = new Map<string, OfflinePage>();
  const page = (name: string, make: () => OfflinePage): OfflinePage => {
    const known = made.get(name) ?? make();
    made.set(name, known);
    return known;
  };
  const document = () => openapiDocument(describe);
  const shown = (arrival: Arrival, { html, headers }: OfflinePage) =>
    sendText(arrival, { status: 200, headers, text: html, cachedBy: '' });
  const pages: Record<string, { method: 'GET' | 'POST'; answer: Transport['answer'] }> = {
    '/rapi/openapi.json': {
      method: 'GET',
      answer: (arrival) =>
        shown(
          arrival,
          page('openapi', () => ({
            html: JSON.stringify(document()),
            headers: { 'content-type': 'application/json; charset=utf-8' },
          })),
        ),
    },
    '/rapi/docs': {
      method: 'GET',
      answer: (arrival) =>
        shown(
          arrival,
          page('docs', () => referencePage(document())),
        ),
    },
    '/migrate': {
      method: 'GET',
      answer: (arrival) => shown(arrival, page('migrate', migratePage)),
    },
    '/migrate/explain': {
      method: 'POST',
      answer: async ({ req, res }) => {
        const text = (await readBody(req, PASTED_BYTES)).toString('utf8');
        const found = await explain(text, describe, publicUrl);
        sendJson(
          res,
          200,
          found ?? { error: 'No command of /rapi, WHMCS or LogicBoxes is in it.' },
        );
      },
    },
    '/migrate/usage.csv': {
      method: 'GET',
      answer: async (arrival) => {
        const shownToken = { token: bearerOf(arrival.req) };
        const session = await sessionOfRequest(pipeline, arrival, emptyObject(), shownToken);
        const { data, errors } = await pipeline.execute(session, usageReport, {});
        if (errors?.[0]) throw errors[0];
        const headers = {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="usage.csv"',
        };
        const text = usageCsv(data as never);
        await sendText(arrival, { status: 200, headers, text });
      },
    },
  };
  return {
    name: 'other',
    serves: (path) => Object.hasOwn(pages, path),
    async answer(arrival) {
      const { method, answer } = pages[arrival.path]!;
      const { req, res, requestId } = arrival;
      if (req.method !== method && !(method === 'GET' && req.method === 'HEAD'))
        return sendJson(res, 405, { error: `Send a ${method} request.` }, { allow: method });
      try {
        await answer(arrival);
      } catch (error) {
        if (error instanceof FormError) return sendJson(res, 200, { error: error.message });
        const { message, extensions } = pipeline.shown(error, requestId);
        const code = extensions?.code;
        sendJson(res, statuses[String(code)] ?? 500, { error: message, code });
      }
    },
  };
}

const statuses: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  ADDRESS_REFUSED: 403,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  TOO_LARGE: 413,
  UNAVAILABLE: 503,
};
