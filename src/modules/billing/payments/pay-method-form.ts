import { isBackOffice } from '#core/actor.ts';
import { fullNameOf } from '#core/names.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { visibleClientId } from './seen-client.ts';

/** A choice of a form's field. */
interface Choice {
  value: string;
  label: string;
}

/** A field of a form that a client fills in. */
interface Field {
  name: string;
  label: string;
  type: 'dropdown' | 'text' | 'hidden' | 'yesno';
  isRequired: boolean;
  choices: Choice[];
}

const FormChoice = builder.objectRef<Choice>('PayMethodFormChoice').implement({
  read: 'billing:read',
  description: 'A choice of a form field.',
  fields: (t) => ({
    value: t.exposeString('value', { description: 'Value sent when the choice is selected.' }),
    label: t.exposeString('label', { description: 'Text shown for the choice.' }),
  }),
});

const FormField = builder.objectRef<Field>('PayMethodFormField').implement({
  read: 'billing:read',
  description: 'Field of the form that stores a pay method.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Name under which the value of the field is sent.',
    }),
    label: t.exposeString('label', { description: 'Label shown beside the field.' }),
    type: t.exposeString('type', {
      description: 'Input control of the field: dropdown, text, hidden or yesno.',
    }),
    isRequired: t.exposeBoolean('isRequired', {
      description: 'Whether the field must be filled in.',
    }),
    choices: t.field({
      type: [FormChoice],
      description: 'Options of a dropdown. Empty for other fields.',
      resolve: ({ choices }) => choices,
    }),
  }),
});

builder.queryField('payMethodForm', (t) =>
  t.field({
    type: [FormField],
    description:
      "Fields to ask a client for when storing a pay method. Card or account data are entered in the gateway's own form, which returns `method_reference`.",
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions('AddPayMethodForm', 'billing:read'),
    args: {
      clientId: t.arg.globalID({
        for: Client,
        required: true,
        description: 'ID of the client who fills in the form.',
      }),
    },
    resolve: async (_root, { clientId }, { db, actor }) => {
      const id = await visibleClientId({ db, actor }, clientId);
      const gateways = await db.gateway.findMany({
        where: {
          isActive: true,
          storesCards: true,
          ...(!isBackOffice(actor) && { isHidden: false }),
        },
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
        select: { id: true, displayName: true },
      });
      const contacts = await db.contact.findMany({
        where: { clientId: id },
        orderBy: { id: 'asc' },
        select: { id: true, firstName: true, lastName: true },
      });
      const named = contacts.map((contact) => ({
        value: String(contact.id),
        label: fullNameOf(contact),
      }));
      const stored = gateways.map((row) => ({ value: String(row.id), label: row.displayName }));
      return [
        dropdown('gateway_id', 'Payment Method', true, stored),
        input('method_reference', 'Reference of the Payment Gateway', 'hidden', true),
        input('description', 'Description', 'text', false),
        dropdown('billing_contact_id', 'Billing Address', false, [
          { value: '0', label: 'Default' },
          ...named,
        ]),
        input('set_as_default', 'Use as Default', 'yesno', false),
      ];
    },
  }),
);

const input = (name: string, label: string, type: Field['type'], isRequired: boolean): Field => ({
  name,
  label,
  type,
  isRequired,
  choices: [],
});

const dropdown = (name: string, label: string, isRequired: boolean, choices: Choice[]): Field => ({
  ...input(name, label, 'dropdown', isRequired),
  choices,
});
