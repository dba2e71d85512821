import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebhooks } from '#modules/mail/start-webhooks.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { open, openDesk } from '#test/support/desk.ts';
import { until } from './post.ts';
import { type Arrived, openReceiver, type Receiver } from './receiver.ts';

const page = readFileSync('docs/integrate.md', 'utf8');
const programOf = (language: string) =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)![1]!;

/** How each language is run: the page's program, then a line that asks it about a delivery. */
const languages = [
  {
    language: 'php',
    command: 'php',
    file: 'check.php',
    program: (text: string) =>
      `<?php ${text} $d = json_decode(file_get_contents('php://stdin'), true);
       echo is_genuine($d['secret'], $d['headers'], $d['body'], $d['now']) ? 'yes' : 'no';`,
  },
  {
    language: 'js',
    command: process.execPath,
    file: 'check.mjs',
    program: (text: string) =>
      `import { readFileSync } from 'node:fs'; ${text}
       const d = JSON.parse(readFileSync(0, 'utf8'));
       process.stdout.write(isGenuine(d.secret, d.headers, d.body, d.now) ? 'yes' : 'no');`,
  },
  {
    language: 'python',
    command: 'python3',
    file: 'check.py',
    program: (text: string) =>
      `${text}\nimport json, sys\nd = json.load(sys.stdin)\nsys.stdout.write("yes" if is_genuine(d["secret"], d["headers"], d["body"], d["now"]) else "no")\n`,
  },
];

let gateway: Gateway;
let receiver: Receiver;
let secret: string;
let delivery: Arrived;
beforeAll(async () => {
  gateway = await openGateway(startWebhooks);
  await openDesk(gateway);
  gateway.app.config.privateWebhooks = true;
  receiver = await openReceiver();
  const { createWebhook } = await gateway.data(
    'mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { secret } }',
    { input: { url: receiver.url, eventTypes: ['ticket.opened'] } },
  );
  secret = createWebhook.secret;
  await open(gateway, 'carol');
  await until(() => receiver.arrived.length === 1);
  delivery = receiver.arrived[0]!;
});
afterAll(() => receiver.stop());

describe.for(languages)('the $language program of docs/integrate.md', (of) => {
  const { language, command, file, program } = of;
  const isThere = !spawnSync(command, ['--version']).error;
  it.skipIf(!isThere)('believes what the gateway sent, and nothing else (F58)', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'hostgraph-')), file);
    writeFileSync(path, program(programOf(language)));
    const { headers, body } = delivery;
    const sentAt = Number(headers['webhook-timestamp']);
    const asked = { secret, headers, body, now: sentAt + 60 };
    const check = (changed: object) => {
      const input = JSON.stringify({ ...asked, ...changed });
      const { stdout, stderr } = spawnSync(command, [path], { input, encoding: 'utf8' });
      return stdout || stderr;
    };
    expect(check({})).toBe('yes');
    // While a secret changes there are two signatures.
    const two = `v1,${'A'.repeat(43)}= ${String(headers['webhook-signature'])}`;
    expect(check({ headers: { ...headers, 'webhook-signature': two } })).toBe('yes');
    expect(check({ body: body.replace('ticket', 'tickets') })).toBe('no');
    expect(check({ headers: { ...headers, 'webhook-id': 'another' } })).toBe('no');
    expect(check({ secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` })).toBe('no');
    expect(check({ now: sentAt + 301 })).toBe('no');
    expect(check({ now: sentAt - 301 })).toBe('no');
  });
});
