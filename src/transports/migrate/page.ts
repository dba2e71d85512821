import { offlinePage } from '#transports/docs/page.ts';

const body = `<h1>What to call instead</h1>
<p>Paste a request to the old API: an address, a form, a <code>curl</code> command, the array of a PHP program, JSON
or a line of a log; of /rapi, WHMCS or LogicBoxes. Credentials in it are left out.
<a href="/rapi/docs">All commands</a></p>
<form id="ask">
  <label for="old">Old request</label>
  <textarea id="old" rows="7" spellcheck="false" autofocus></textarea>
  <p><button>Explain</button> <kbd>Ctrl</kbd>+<kbd>Enter</kbd></p>
</form>
<div id="answer" aria-live="polite"></div>
<h2>What a key still calls</h2>
<form id="report">
  <label for="token">Token of a staff member with <code>access:configure</code> (stays in this page)</label>
  <input id="token" type="password" autocomplete="off">
  <p><button>Show</button> <button type="button" id="csv">CSV of all keys</button></p>
</form>
<div id="usage" aria-live="polite"></div>
<h2>Beside the old system</h2>
<p>What the old system replied while <code>SHADOW_UPSTREAM</code> is set, and what this gateway would have; who
answers from now on. It asks with the token above.</p>
<p><button type="button" id="compare">Compare</button></p>
<div id="shadow" aria-live="polite"></div>`;

const script = String.raw`
const $ = (id) => document.getElementById(id);
const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text ?? '', ...more });
const block = (title, text) => [element('h3', title), element('pre', text)];
const token = () => $('token').value.trim();

async function explain() {
  const response = await fetch('/migrate/explain', {
    method: 'POST', headers: { 'content-type': 'text/plain' }, body: $('old').value,
  });
  const found = await response.json();
  const answer = $('answer');
  answer.replaceChildren();
  if (found.error) return answer.append(element('p', found.error, { className: 'bad' }));
  answer.append(element('h2', found.command + ' → ' + (found.field ?? 'nothing')));
  if (found.problem) answer.append(element('p', found.problem, { className: 'bad' }));
  if (found.note) answer.append(element('p', found.note));
  if (found.ignored.length) answer.append(element('p', 'Ignored: ' + found.ignored.join(', '), { className: 'bad' }));
  if (found.permissions?.length) answer.append(element('p', 'Needs ' + found.permissions.join(', ') + '.'));
  answer.append(...block('Parameters as understood', JSON.stringify(found.parameters, null, 2)));
  if (found.operation) answer.append(...block('GraphQL', found.operation));
  if (found.variables) answer.append(...block('Variables', JSON.stringify(found.variables, null, 2)));
  for (const [language, code] of Object.entries(found.code ?? {})) answer.append(...block(language, code));
  if (found.variables || (found.dialect === 'whmcs' && !found.problem)) answer.append(tryIt(found));
}

const shownReply = async (reply) => {
  const text = await (await reply).text();
  try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
};

function tryIt(found) {
  const form = element('form');
  const result = element('div', '', { className: 'two' });
  const inputs = found.old.credentials.map(({ name, label, isToken }) => {
    const id = 'key-' + name;
    const input = element('input', '', { type: isToken ? 'password' : 'text', autocomplete: 'off', id });
    form.append(element('label', label, { htmlFor: id }), input);
    return { name, isToken, input };
  });
  form.prepend(element('h3', 'Run both, side by side, as a dry run'));
  const line = element('p');
  line.append(element('button', 'Run'));
  form.append(line, result);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    result.replaceChildren();
    const body = new URLSearchParams(found.old.form);
    for (const { name, input } of inputs) body.set(name, input.value.trim());
    const token = inputs.find(({ isToken }) => isToken).input.value.trim();
    const replies = [[found.old.path, fetch(found.old.path, { method: 'POST', headers: { 'dry-run': '1' }, body })]];
    if (found.variables)
      replies.push(['GraphQL', fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer ' + token, 'dry-run': '1' },
        body: JSON.stringify({ query: found.operation, variables: found.variables }),
      })]);
    for (const [title, reply] of replies) {
      const column = element('div');
      result.append(column);
      column.append(...block(title, await shownReply(reply)));
    }
  });
  return form;
}

async function ask(place, query, variables) {
  const response = await fetch('/graphql', {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer ' + token() },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  place.replaceChildren();
  if (!errors) return data;
  place.append(element('p', errors[0].message, { className: 'bad' }));
  return null;
}

function tableOf(titles, rows) {
  const table = element('table');
  const row = (cells, kind) => {
    const line = element('tr');
    for (const cell of cells) {
      const box = element(kind);
      box.append(cell instanceof Node ? cell : String(cell ?? ''));
      line.append(box);
    }
    table.append(line);
  };
  row(titles, 'th');
  for (const cells of rows) row(cells, 'td');
  return table;
}

async function report() {
  const data = await ask($('usage'), '{ legacyUsage { credential { name identifier lastUsedIp } command count refusedCount lastAt replacement } }');
  if (!data) return;
  $('usage').append(tableOf(['Key', 'Command', 'Calls', 'Refused', 'Last', 'From', 'Instead'],
    data.legacyUsage.map(({ credential, command, count, refusedCount, lastAt, replacement }) =>
      [credential.name, command, count, refusedCount, lastAt, credential.lastUsedIp, replacement])));
}

const shadowed = 'query ($after: String) { shadowedCommands(first: 100, after: $after) { nodes { command credential { id name } answeredBy count equalCount differentCount uncomparedCount equalInRow uncomparedReason difference { path oldValue ownValue } lastAt } pageInfo { hasNextPage endCursor } } }';

async function compare() {
  const rows = [];
  let after = null;
  do {
    const data = await ask($('shadow'), shadowed, { after });
    if (!data) return;
    rows.push(...data.shadowedCommands.nodes);
    const { hasNextPage, endCursor } = data.shadowedCommands.pageInfo;
    after = hasNextPage ? endCursor : null;
  } while (after);
  $('shadow').append(tableOf(
    ['Command', 'Key', 'Calls', 'Equal', 'In a row', 'Different', 'Differs first at', 'Old system', 'Here', 'Not compared', 'Last', 'Answered by'],
    rows.map((row) => [row.command, row.credential?.name ?? '(unknown)', row.count, row.equalCount, row.equalInRow, row.differentCount,
      row.difference?.path, row.difference?.oldValue, row.difference?.ownValue,
      row.uncomparedCount && row.uncomparedCount + ' ' + row.uncomparedReason, row.lastAt, switchOf(row)])));
}

function switchOf({ command, credential, answeredBy }) {
  const isHere = answeredBy === 'HOSTGRAPH';
  const cell = element('span', isHere ? 'Hostgraph ' : 'old system ');
  if (!credential || command === 'Unknown') return cell;
  const button = element('button', isHere ? 'Back' : 'Switch over', { type: 'button' });
  button.setAttribute('aria-label', button.textContent + ': ' + command + ' for ' + credential.name);
  button.addEventListener('click', async () => {
    const input = { commands: [command], credentialId: credential.id, answeredBy: isHere ? 'OLD_SYSTEM' : 'HOSTGRAPH' };
    const mutation = 'mutation ($input: SwitchCommandsInput!) { switchCommands(input: $input) { switches { id } } }';
    if (await ask($('shadow'), mutation, { input })) await compare();
  });
  cell.append(button);
  return cell;
}

async function csv() {
  const response = await fetch('/migrate/usage.csv', { headers: { authorization: 'Bearer ' + token() } });
  if (!response.ok) return $('usage').replaceChildren(element('p', (await response.json()).error, { className: 'bad' }));
  const link = element('a', '', { href: URL.createObjectURL(await response.blob()), download: 'usage.csv' });
  link.click();
  URL.revokeObjectURL(link.href);
}

$('ask').addEventListener('submit', (event) => { event.preventDefault(); explain(); });
$('old').addEventListener('keydown', (event) => { if (event.key === 'Enter' && event.ctrlKey) explain(); });
$('report').addEventListener('submit', (event) => { event.preventDefault(); report(); });
$('csv').addEventListener('click', csv);
$('compare').addEventListener('click', compare);
`;

/** The page on which an old request is pasted and its replacement shown. */
export const migratePage = () => offlinePage('What to call instead', body, script);
