import { refused } from '#transports/rapi/form-error.ts';
import { formContacts, whoisForm } from './whois-form.ts';

type Form = Readonly<Record<string, unknown>>;

/** The first of these fields that the form has, as text. */
function textIn(form: Form, ...names: string[]): string | undefined {
  const value = names.map((name) => form[name]).find((each) => each !== undefined && each !== '');
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
}

/** What the client area's page of private name servers does, by its `sub`. */
const hostActions: Readonly<Record<string, string>> = {
  register: 'createPrivateNameserver',
  add: 'createPrivateNameserver',
  modify: 'updatePrivateNameserver',
  update: 'updatePrivateNameserver',
  delete: 'deletePrivateNameserver',
  remove: 'deletePrivateNameserver',
};

function hostAction(form: Form) {
  const sub = textIn(form, 'sub') ?? 'register';
  const action = hostActions[sub.toLowerCase()];
  if (!action)
    throw refused(
      'FormData',
      `Invalid FormData: sub must be one of ${Object.keys(hostActions).join(', ')}`,
    );
  const hostname = needed('hostname', textIn(form, 'hostname', 'ns'));
  if (action === 'deletePrivateNameserver') return { action, hostname };
  const ipAddress = textIn(form, 'newipaddress', 'ipaddress', 'ip_address', 'ip');
  return { action, hostname, ipAddress: needed('ipaddress', ipAddress) };
}

function needed(name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw refused('FormData', `Invalid FormData: ${name} is required`);
}

function contactsAction(form: Form) {
  const contacts = form.contacts ?? form.contactdetails ?? form.whois_info;
  const provided = whoisForm.safeParse(contacts);
  if (!provided.success) throw refused('FormData', 'Invalid FormData: contactdetails is required');
  return { action: 'setContacts', contacts: formContacts(provided.data, 'contactdetails') };
}

/** The pages of the client area's form, as GetClientDomain names them, and what saving one does. */
type Page = (form: Form) => { action: string };
const pages: ReadonlyMap<string, Page> = new Map<string, Page>([
  [
    'dmns',
    (form: Form) => ({
      action: 'setNameservers',
      nameservers: [1, 2, 3, 4, 5].map((place) => textIn(form, `ns${place}`) ?? ''),
    }),
  ],
  ['dpns', hostAction],
  ['dc', contactsAction],
]);

/** What an action of the form is in the graph: one of its pages, or an action of the registrar. */
export const pageAction = (action: string, form: Form): { action: string } =>
  pages.get(action.toLowerCase())?.(form) ?? { action };

/** The names under which the form knows the graph's actions. */
export const offered = (actions: readonly string[]): string[] => [
  ...pages.keys(),
  ...actions.filter((action) => !/^set[A-Z]|PrivateNameserver$/.test(action)),
];
