import { beforeAll, expect, it } from 'vitest';
import { startMail } from '#modules/mail/start-mail.ts';
import { addUser } from '#test/access/cast.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { done } from '#test/shop.ts';
import { emailAbout } from './post.ts';

let gateway: Gateway;
const HOUSE = /bighouse/i;
beforeAll(async () => {
  gateway = await openGateway(startMail);
  for (const [setting, value] of [
    ['CompanyName', 'BigHouse'],
    ['EmailGlobalHeader', '<h1>BigHouse Hosting</h1>'],
    ['EmailGlobalFooter', '<p>BigHouse Ltd, London</p>'],
    ['Signature', 'Your BigHouse team'],
    ['MailFromName', 'BigHouse Robot'],
    ['LogoURL', 'https://cdn.bighouse.test/logo.png'],
    ['Email', 'hello@example.com'],
    ['SystemURL', 'https://clients.example.com'],
  ] as const)
    await done(gateway, 'SetConfigurationValue', { setting, value });
  await gateway.data(
    `mutation ($input: UpdateResellerInput!) { updateReseller(input: $input) { reseller { id } } }`,
    {
      input: {
        resellerId: `Reseller:${gateway.resellerId}`,
        websiteUrl: 'https://rita.example.net',
        supportEmail: 'help@rita.example.net',
      },
    },
  );
  const { emailTemplates } = await gateway.data(
    `query { emailTemplates(filter: { name: "Credit Added" }) { id } }`,
  );
  await gateway.data(
    `mutation ($input: UpdateEmailTemplateInput!) {
      updateEmailTemplate(input: $input) { emailTemplate { id } } }`,
    {
      input: {
        templateId: emailTemplates[0].id,
        fromName: 'BigHouse Billing',
        replyTo: 'billing@bighouse.test',
        isDisabled: false,
      },
    },
  );
});

/** What the latest email to an address shows of its sender, and its words. */
async function emailTo(to: string) {
  const { subject, html, text, fromName, replyTo } = await emailAbout(gateway, '', to);
  return { subject, html, text, fromName, replyTo };
}

const credit = (clientId: number) =>
  done(gateway, 'AddCredit', { user_id: clientId, amount: 5, description: 'Thanks' });

it('names the company nowhere in an email to a customer of a reseller', async () => {
  await credit(gateway.rob);
  const email = await emailTo('rob@example.test');
  expect(email).toMatchObject({
    fromName: 'Rita Hosting',
    replyTo: 'help@rita.example.net',
  });
  expect(JSON.stringify(email)).not.toMatch(HOUSE);
  // Its own customers see the company as it says.
  await credit(gateway.carol);
  const own = await emailTo('carol@example.test');
  expect(own).toMatchObject({ fromName: 'BigHouse Billing', replyTo: 'billing@bighouse.test' });
  expect(own.html).toContain('<p>BigHouse Ltd, London</p>');
});

const forget = (email: string) =>
  gateway.data(
    `mutation ($input: ForgotPasswordInput!) { forgotPassword(input: $input) { isAccepted } }`,
    { input: { email } },
    'staff',
  );

it('writes to a user under the brand that the user knows', async () => {
  await addUser(gateway, 'Robin', [{ clientId: gateway.rob }]);
  await forget('robin@users.test');
  const email = await emailTo('robin@users.test');
  expect(email).toMatchObject({ fromName: 'Rita Hosting', replyTo: 'help@rita.example.net' });
  expect(JSON.stringify(email)).not.toMatch(HOUSE);

  await addUser(gateway, 'Both', [
    { clientId: gateway.carol, permissions: ['tickets'] },
    { clientId: gateway.rob, permissions: ['tickets'] },
  ]);
  await forget('both@users.test');
  expect((await emailTo('both@users.test')).fromName).toBe('BigHouse Robot');
  await addUser(gateway, 'Caro', [{ clientId: gateway.carol }]);
  await forget('caro@users.test');
  expect((await emailTo('caro@users.test')).fromName).toBe('BigHouse Robot');
});

it('writes to a user whom a reseller added, and who has no account yet, likewise', async () => {
  const added = await gateway.ask(
    `mutation ($input: AddUserInput!) { addUser(input: $input) { user { id } } }`,
    {
      input: {
        firstName: 'New',
        lastName: 'User',
        email: 'new@users.test',
        password: 'correct horse battery 9',
      },
    },
    'reseller',
  );
  expect(codeOf(added)).toBeUndefined();
  await forget('new@users.test');
  expect((await emailTo('new@users.test')).fromName).toBe('Rita Hosting');
});
