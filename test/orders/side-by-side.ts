/** One step of a way that was walked: what was asked, and what came back. */
export interface Step {
  title: string;
  requested:
    | { command: string; form: Record<string, string | number> }
    | { document: string; variables: object };
  answer: unknown;
}

const fenced = (language: string, text: string) => `\n\`\`\`${language}\n${text}\n\`\`\`\n`;
/** Values that differ each time the way is walked. */
const varying = new Set(['token', 'ordernumber']);
const json = (value: unknown) =>
  JSON.stringify(value, (name, item: unknown) => (varying.has(name) ? '…' : item), 2);

/** Longer lists would hide the rest of a reply. */
const LINES = 40;

function shortened(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= LINES) return text;
  return [...lines.slice(0, LINES), `… ${lines.length - LINES} more lines`].join('\n');
}

function spoken({ requested, answer }: Step): string {
  const question =
    'command' in requested
      ? fenced(
          '',
          [`POST /rapi/${requested.command}`, 'token=…', ...formLines(requested.form)].join('\n'),
        )
      : fenced('graphql', requested.document) + fenced('json', json(requested.variables));
  return `${question}${fenced('json', shortened(json(answer)))}`;
}

const formLines = (form: Record<string, string | number>) =>
  Object.entries(form).map(([name, value]) => `&${name}=${value}`);

/** Two ways with the same steps as one page, each step's calls next to each other. */
export function sideBySide(rapi: readonly Step[], graphql: readonly Step[]): string {
  const steps = rapi.map((step, place) => {
    const other = graphql[place];
    if (other?.title !== step.title) throw new Error(`The two ways part at “${step.title}”.`);
    const cell = (text: string) => `<td valign="top">\n${text}\n</td>`;
    return [
      `## ${place + 1}. ${step.title}`,
      '<table><tr><th>/rapi</th><th>GraphQL</th></tr>',
      `<tr>${cell(spoken(step))}${cell(spoken(other))}</tr></table>`,
    ].join('\n\n');
  });
  return `${[intro, ...steps].join('\n\n')}\n`;
}

const intro = `# From an empty shop to a running account

The same way walked twice, by \`/rapi\` alone and by GraphQL alone, ending in the same state: a paid
invoice, an accepted order, an account on a cPanel server and a registered domain. The company has a
server with a panel and a way to be paid before it begins.

This page is written by \`test/orders/from-store-to-account.test.ts\` as it runs.`;
