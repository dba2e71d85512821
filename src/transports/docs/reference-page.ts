import { escapeHtml } from '#core/text.ts';
import type { OpenapiDocument } from './openapi.ts';
import { offlinePage } from './page.ts';
import type { JsonSchema } from '#transports/mcp/input-schema.ts';

interface Operation {
  summary: string;
  description: string;
  tags: readonly string[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  parameters?: readonly { name: string; required?: boolean; schema: JsonSchema }[];
  'x-graphql'?: string;
  'x-permissions'?: readonly string[];
}

/** Filters the operations by what is typed; without it the page shows them all. */
const script = `
const box = document.querySelector('#find');
box.addEventListener('input', () => {
  const wanted = box.value.trim().toLowerCase();
  for (const item of document.querySelectorAll('details'))
    item.hidden = !item.dataset.name.includes(wanted);
});
`;

/** The reference of the legacy transports as a page. */
export function referencePage({ info, paths, components }: OpenapiDocument) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) =>
      section(`${method.toUpperCase()} ${path}`, operation),
    ),
  );
  const actions = Object.entries(components.schemas as Record<string, JsonSchema>)
    .filter(
      ([name, { properties }]) =>
        name.startsWith('Whmcs') && properties && 'action' in (properties as object),
    )
    .map(([name, schema]) => entry(`action=${name.slice('Whmcs'.length)}`, fieldsOf(schema)));
  const body = `<h1>${escapeHtml(info.title)}</h1>
<p>${prose(info.description)} <a href="/rapi/openapi.json">openapi.json</a> · <a href="/migrate">What to call instead</a></p>
<label for="find">Find a command</label>
<input id="find" type="search" autocomplete="off" autofocus>
${operations.join('\n')}
<h2>Actions of WHMCS</h2>
${actions.join('\n')}`;
  return offlinePage(info.title, body, script);
}

const prose = (text: string) =>
  escapeHtml(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll('\n\n', '</p><p>');

const entry = (name: string, content: string) =>
  `<details data-name="${escapeHtml(name.toLowerCase())}"><summary>${escapeHtml(name)}</summary>${content}</details>`;

function section(name: string, operation: Operation): string {
  const [form] = Object.values(operation.requestBody?.content ?? {});
  const permissions = operation['x-permissions'] ?? [];
  const graphql = operation['x-graphql'];
  return entry(
    name,
    `<p>${prose(operation.description)}</p>` +
      (permissions.length
        ? `<p>Needs ${permissions.map((name) => `<code>${escapeHtml(name)}</code>`).join(', ')}.</p>`
        : '') +
      (form && 'properties' in form.schema ? fieldsOf(form.schema) : '') +
      (operation.parameters
        ? rowsOf(
            operation.parameters.map(({ name, required, schema }) => [
              name,
              required === true,
              schema,
            ]),
          )
        : '') +
      (graphql ? `<p>In GraphQL:</p><pre>${escapeHtml(graphql)}</pre>` : ''),
  );
}

function fieldsOf({ properties = {}, required = [] }: JsonSchema): string {
  const names = required as readonly string[];
  return rowsOf(
    Object.entries(properties as Record<string, JsonSchema>)
      .filter(([name]) => name !== 'action')
      .map(([name, schema]) => [name, names.includes(name), schema]),
  );
}

const rowsOf = (rows: readonly (readonly [string, boolean, JsonSchema])[]) =>
  rows.length
    ? `<table><thead><tr><th>Parameter<th>Required<th>Takes<tbody>${rows
        .map(
          ([name, required, schema]) =>
            `<tr><td><code>${escapeHtml(name)}</code><td>${required ? 'yes' : ''}<td>${escapeHtml(takes(schema))}`,
        )
        .join('')}</table>`
    : '<p>No parameters.</p>';

const takes = ({ description, type }: JsonSchema): string =>
  typeof description === 'string'
    ? description
    : Array.isArray(type)
      ? type.join(', ')
      : ((type as string) ?? '');
