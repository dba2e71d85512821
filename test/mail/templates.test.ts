import { beforeAll, expect, it } from 'vitest';
import { fillIn, TemplateError } from '#modules/mail/liquid.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const fill = (html: string, values: Record<string, unknown> = {}) =>
  fillIn({ subject: 'x', html, text: '' }, values).html;

it('reaches nothing but the values it is given', () => {
  const values = { client: { name: 'Carol' }, list: [1, 2] };
  for (const horizon of [
    '{{ client.constructor }}',
    '{{ client.constructor.constructor }}',
    '{{ client.__proto__ }}',
    '{{ client.toString }}',
    '{{ list.constructor }}',
    '{{ client["constructor"]["name"] }}',
    '{{ process.env.PATH }}',
    '{{ global }}',
  ])
    expect(fill(horizon, values)).toBe('');
  for (const file of [
    "{% include 'package.json' %}",
    "{% render '/etc/passwd' %}",
    "{% layout 'x' %}",
  ])
    expect(() => fill(file)).toThrow(TemplateError);
});

it('escapes values in HTML and leaves them alone in subjects and plain text', () => {
  const wording = { subject: '{{ name }}', html: '<p>{{ name }}</p>', text: '{{ name }}' };
  expect(fillIn(wording, { name: '<Tom & "Co">' })).toEqual({
    subject: '<Tom & "Co">',
    html: '<p>&lt;Tom &amp; &#34;Co&#34;&gt;</p>',
    text: '<Tom & "Co">',
  });
  expect(
    fillIn({ ...wording, subject: '{{ name }}' }, { name: 'a\r\nBcc: b@c.test' }).subject,
  ).toBe('a Bcc: b@c.test');
});

it('stops templates that would never end or fill the memory', () => {
  expect(() => fill('{% for i in (1..1000000000) %}x{% endfor %}')).toThrow(TemplateError);
  const doubling = '{% assign a = "xxxxxxxxxx" %}' + '{% assign a = a | append: a %}'.repeat(40);
  expect(() => fill(`${doubling}{{ a }}`)).toThrow(TemplateError);
});

const UPDATE = `mutation ($input: UpdateEmailTemplateInput!) { updateEmailTemplate(input: $input) {
  emailTemplate { subject html isDisabled fromName } } }`;
const ADD = `mutation ($input: CreateEmailTemplateInput!) { createEmailTemplate(input: $input) {
  emailTemplate { id name language type isCustom } } }`;

const templateId = async (name: string) => {
  const { emailTemplates } = await gateway.data(
    'query ($name: String!) { emailTemplates(filter: { name: $name }) { id } }',
    { name },
  );
  return emailTemplates[0].id as string;
};

it('lets staff change words, and refuses words that cannot be read by their part', async () => {
  const id = await templateId('Welcome');
  const { updateEmailTemplate } = await gateway.data(UPDATE, {
    input: { templateId: id, subject: 'Hello {{ client.first_name }}', isDisabled: false },
  });
  expect(updateEmailTemplate.emailTemplate.subject).toBe('Hello {{ client.first_name }}');
  const broken = await gateway.ask(UPDATE, { input: { templateId: id, html: '{% if %}' } });
  expect(codeOf(broken)).toBe('EMAIL_TEMPLATE_INVALID');
  expect(broken.errors?.[0]?.extensions.field).toBe('html');
  const lines = await gateway.ask(UPDATE, {
    input: { templateId: id, fromName: 'Shop\r\nBcc: x@y.test' },
  });
  expect(codeOf(lines)).toBe('BAD_INPUT');
  const address = await gateway.ask(UPDATE, {
    input: { templateId: id, replyTo: 'a@b.test\r\nBcc: x@y.test' },
  });
  expect(codeOf(address)).toBe('BAD_INPUT');
});

it('adds a translation beside the original, once, and deletes what staff made only', async () => {
  const input = { name: 'Welcome', language: 'German', subject: 'Hallo', html: '<p>Hallo</p>' };
  const { createEmailTemplate } = await gateway.data(ADD, { input });
  expect(createEmailTemplate.emailTemplate).toMatchObject({
    language: 'german',
    type: 'GENERAL',
    isCustom: true,
  });
  expect(codeOf(await gateway.ask(ADD, { input }))).toBe('EMAIL_TEMPLATE_EXISTS');
  const DELETE = `mutation ($input: DeleteEmailTemplateInput!) {
    deleteEmailTemplate(input: $input) { deletedId } }`;
  await gateway.data(DELETE, { input: { templateId: createEmailTemplate.emailTemplate.id } });
  const needed = { templateId: await templateId('Welcome') };
  expect(codeOf(await gateway.ask(DELETE, { input: needed }))).toBe('EMAIL_TEMPLATE_NEEDED');
});

it('keeps templates and their words from customers, and their change from resellers', async () => {
  const { emailTemplates } = await gateway.data('{ emailTemplates { id } }');
  expect(emailTemplates.length).toBeGreaterThan(40);
  expect(codeOf(await gateway.ask('{ emailTemplates { id } }', {}, 'carol'))).toBe('FORBIDDEN');
  const input = { templateId: emailTemplates[0].id, subject: 'x' };
  expect(codeOf(await gateway.ask(UPDATE, { input }, 'reseller'))).toBe('FORBIDDEN');
});

const PREVIEW = `query ($draft: EmailDraft!) { emailPreview(draft: $draft) { subject html text } }`;

it('previews an email, also with words that are not saved', async () => {
  const draft = {
    templateId: await templateId('Welcome'),
    subject: 'Dear {{ client.full_name }}',
    relatedId: `Client:${gateway.carol}`,
  };
  const { emailPreview } = await gateway.data(PREVIEW, { draft });
  expect(emailPreview.subject).toBe('Dear Carol Customer');
  expect(emailPreview.html).toContain('carol@example.test');
  expect(emailPreview.text).not.toContain('<');
  const before = await gateway.app.db.email.count();
  const evil = { subject: 'x', html: '<p>{{ client.email }}</p><script>x()</script>' };
  const bare = await gateway.data(PREVIEW, { draft: evil });
  expect(bare.emailPreview.html).toBe('<p></p>');
  expect(await gateway.app.db.email.count()).toBe(before);
  const foreign = { ...evil, relatedId: `Client:${gateway.carol}` };
  expect(codeOf(await gateway.ask(PREVIEW, { draft: foreign }, 'reseller'))).toBe(
    'EMAIL_RELATED_NOT_FOUND',
  );
  expect(codeOf(await gateway.ask(PREVIEW, { draft: { html: '{{' } }))).toBe(
    'EMAIL_TEMPLATE_INVALID',
  );
});
