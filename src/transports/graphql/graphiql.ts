import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

/** A page ready to be sent: made once, compressed once. */
export interface GraphiqlPage {
  plain: string;
  gzipped: Buffer;
  etag: string;
  headers: Record<string, string>;
}

const welcome = `# Hostgraph. Put your token below, under "Headers":
#   { "authorization": "Bearer <token>" }
#
# Ctrl-Space completes; the book at the left holds the documentation.

query Welcome {
  viewer { kind permissions }
}
`;

let page: GraphiqlPage | null = null;

/** GraphiQL with everything it needs inside the page, so that it works without the internet. */
export function graphiqlPage(): GraphiqlPage {
  page ??= makePage();
  return page;
}

function makePage(): GraphiqlPage {
  const html = renderGraphiQL({
    title: 'Hostgraph',
    defaultQuery: welcome,
    // Over HTTP the page sends the headers of its editor; over WebSocket it could not.
    subscriptionsProtocol: 'SSE',
    credentials: 'same-origin',
    isHeadersEditorEnabled: true,
  });
  const gzipped = gzipSync(html);
  return {
    plain: html,
    gzipped,
    etag: `"${createHash('sha256').update(gzipped).digest('base64url').slice(0, 27)}"`,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    },
  };
}
