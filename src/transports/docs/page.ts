import { createHash } from 'node:crypto';
import { escapeHtml } from '#core/text.ts';

const style = `
:root { color-scheme: light dark; --line: light-dark(#d5d9e0, #3a3f4a); --soft: light-dark(#f4f6f9, #1d2027);
  --accent: light-dark(#0b57d0, #8ab4f8); --bad: light-dark(#b3261e, #f2b8b5); }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem;
  background: light-dark(#fff, #131519); color: light-dark(#1b1d22, #e5e7eb); }
a { color: var(--accent); }
pre, textarea, input { font: 14px/1.45 ui-monospace, monospace; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; overflow: auto;
  white-space: pre-wrap; overflow-wrap: anywhere; }
textarea, input, select { width: 100%; padding: .5rem; border: 1px solid var(--line); border-radius: 6px;
  background: var(--soft); color: inherit; }
button { font: inherit; padding: .4rem .9rem; border: 1px solid var(--line); border-radius: 6px;
  background: var(--soft); color: inherit; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
summary { cursor: pointer; padding: .25rem 0; }
.bad { color: var(--bad); }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem; }
`;

/** A page that loads nothing from elsewhere: its style and its one script stand in it. */
export interface OfflinePage {
  html: string;
  headers: Record<string, string>;
}

/** Puts a page together; browsers run its own script and no other. */
export function offlinePage(title: string, body: string, script: string): OfflinePage {
  const hash = createHash('sha256').update(script).digest('base64');
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
${body}
<script>${script}</script>
</html>
`;
  return {
    html,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'no-referrer',
    },
  };
}
