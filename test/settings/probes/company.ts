import { setTimeout as sleep } from 'node:timers/promises';
import type { companySettings } from '#modules/settings/known-settings/company.ts';
import { seenOf, type Probe, type World } from '#test/settings/world.ts';
import { printed } from './pdf.ts';

/** Everything that an email says of the company. */
export const preview = async ({ gateway }: World) => {
  const says =
    '{{ company.name }} {{ company.email }} {{ company.url }} {{ company.logo_url }} {{ company.signature }} {{ today }}';
  const { emailPreview } = await gateway.data(
    `query ($draft: EmailDraft!) { emailPreview(draft: $draft) { html subject text } }`,
    { draft: { subject: says, html: `<p>${says}</p>`, text: says } },
  );
  return emailPreview;
};

/** An email to a client as it was sent. */
export const sent = async ({ gateway, fresh }: World) => {
  const { sendEmail } = await gateway.data(
    `mutation ($input: SendEmailInput!) { sendEmail(input: $input) {
      emails { fromName fromEmail html text } } }`,
    {
      input: {
        relatedId: `Client:${fresh}`,
        type: 'GENERAL',
        subject: 'Hello',
        html: '<p>Hello</p>',
      },
    },
  );
  // Its frame is the mail reader’s: what the API shows of an email leaves style sheets out.
  const { html } = await gateway.app.db.email.findFirstOrThrow({ orderBy: { id: 'desc' } });
  return { sendEmail, html };
};

/** What the day is, once every process has heard of the time zone: within two seconds. */
const dayOfCompany = async (world: World) => {
  await sleep(2_500);
  return preview(world);
};

/** What a storefront is told. */
const parameters = ({ gateway }: World) => gateway.rapi('GetParameters');

const signup = (world: World) =>
  world.tried(
    `mutation ($input: ClientSignupInput!) {
      clientSignup(input: $input) { emailVerificationRequired } }`,
    {
      firstName: 'Nora',
      lastName: 'New',
      email: 'nora@probes.test',
      address1: '1 Road',
      city: 'London',
      state: 'London',
      postcode: 'N1 1AA',
      country: 'GB',
      phoneNumber: '+442079460001',
      password: 'Tr0ub4dor & three more',
    },
  );

const addUser = (password: string) => (world: World) =>
  world.tried(`mutation ($input: AddUserInput!) { addUser(input: $input) { user { language } } }`, {
    firstName: 'Uma',
    lastName: 'User',
    email: 'uma@probes.test',
    password,
  });

/** How a name is offered. */
const offered =
  (name: string) =>
  async ({ gateway }: World) =>
    seenOf(
      await gateway.ask(
        `query ($name: String!) { domainSearch(name: $name) {
        name isPremium status prices { price { amount } } } }`,
        { name },
      ),
    );

/** How long ten wrong passwords keep somebody out, in seconds. */
const locked = async ({ gateway, name }: World) => {
  const email = `${name()}@locked.test`;
  const person = { firstName: 'L', lastName: 'L', email, password: 'Tr0ub4dor & three more' };
  await gateway.data(
    `mutation ($input: AddUserInput!) { addUser(input: $input) { user { id } } }`,
    { input: person },
  );
  const signIn = (password: string) =>
    gateway.ask(
      `mutation ($input: ValidateLoginInput!) { validateLogin(input: $input) { user { id } } }`,
      { input: { email, password } },
      null,
    );
  for (let tries = 0; tries < 10; tries += 1) await signIn('wrong');
  const { errors } = await signIn(person.password);
  return errors?.[0]?.extensions;
};

/** The country of a client that is made of a quote. */
const quoted = async ({ gateway, name }: World) => {
  const input = {
    subject: 'Offer',
    validUntilOn: '2028-04-01',
    lines: [{ description: 'Work', unitPrice: '10' }],
    stage: 'DELIVERED',
    prospect: { firstName: 'Q', lastName: 'Q', email: `${name()}@quotes.test` },
  };
  const { createQuote } = await gateway.data(
    `mutation ($input: CreateQuoteInput!) { createQuote(input: $input) { quote { id } } }`,
    { input },
  );
  return seenOf(
    await gateway.ask(
      `mutation ($input: AcceptQuoteInput!) { acceptQuote(input: $input) {
        client { country } } }`,
      { input: { quoteId: createQuote.quote.id } },
      'staff',
      { 'dry-run': '1' },
    ),
  );
};

const web = 'https://probe.example/';

/** What each setting of the company changes. */
export const companyProbes: Record<keyof typeof companySettings, Probe> = {
  CompanyAddress: { to: 'Ŧ Ø', see: printed },
  CompanyName: { to: 'Probe & Sons', see: preview },
  Email: { to: 'desk@probe.example', see: preview },
  Domain: { to: web, see: parameters },
  SystemURL: { to: web, see: preview },
  LogoURL: { to: `${web}logo.png`, see: preview },
  Language: { to: 'german', see: addUser('Tr0ub4dor & three more') },
  Timezone: { to: 'Pacific/Kiritimati', see: dayOfCompany },
  Country: { to: 'SE', see: quoted },
  DateFormat: { to: 'DD.MM.YYYY', see: preview },
  Charset: { to: 'iso-8859-1', see: parameters },
  MaintenanceMode: { to: 'on', see: parameters },
  MaintenanceModeMessage: { to: 'Back at noon.', see: parameters },
  TermsOfServiceURL: { to: `${web}terms`, see: parameters },
  AcceptTermsOfService: { to: 'on', see: parameters },
  RegistrationEnabled: { to: 'off', see: signup },
  AllowIDNDomains: { to: 'on', see: offered('mütze.com') },
  PremiumDomains: { to: 'on', see: offered('gold1-premium.com') },
  PremiumDomainMarkup: {
    to: '20',
    with: { PremiumDomains: 'on' },
    see: offered('gold1-premium.com'),
  },
  EnableEmailVerification: { to: 'on', see: signup },
  RequiredPasswordStrength: { to: '100', see: addUser('password1234') },
  InvalidLoginBanLength: { to: '60', see: locked },
};
