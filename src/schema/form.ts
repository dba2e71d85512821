import { builder } from './builder.ts';

/** One field of a form that a frontend shows and posts back under the field's name. */
export interface FormFieldValue {
  name: string;
  label: string;
  type:
    | 'TEXT'
    | 'TEXTAREA'
    | 'PASSWORD'
    | 'SELECT'
    | 'MULTISELECT'
    | 'CHECKBOX'
    | 'DATE'
    | 'NUMBER';
  required: boolean;
  /** What stands in it now; null for nothing. */
  value?: string | null;
  /** What may be chosen: value → label. */
  options?: Readonly<Record<string, string>>;
}

const FormFieldType = builder.enumType('FormFieldType', {
  description: 'Input control with which a form field is shown.',
  values: {
    TEXT: { description: 'A single-line text input.' },
    TEXTAREA: { description: 'A multi-line text input.' },
    PASSWORD: { description: 'A single-line input that hides what is typed.' },
    SELECT: { description: 'One choice out of the options.' },
    MULTISELECT: { description: 'Any number of choices out of the options.' },
    CHECKBOX: { description: 'A checkbox: yes or no.' },
    DATE: { description: 'A calendar day, `YYYY-MM-DD`.' },
    NUMBER: { description: 'A number.' },
  } as const,
});

const FormOption = builder.objectRef<{ value: string; label: string }>('FormOption').implement({
  read: null,
  description: 'One option of a SELECT or MULTISELECT field.',
  fields: (t) => ({
    value: t.exposeString('value', {
      description: 'Value that is sent back when the option is chosen.',
    }),
    label: t.exposeString('label', { description: 'Label of the option, for people.' }),
  }),
});

/** A form is described by its fields; what is filled in is posted back under their names. */
export const FormField = builder.objectRef<FormFieldValue>('FormField').implement({
  read: null,
  description: 'One field of a form. Its value is sent back under `name`.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Key under which the value is sent back.' }),
    label: t.exposeString('label', { description: 'Label of the field, for people.' }),
    type: t.expose('type', { type: FormFieldType, description: 'Input control of the field.' }),
    required: t.exposeBoolean('required', { description: 'Whether the field must have a value.' }),
    value: t.string({
      nullable: true,
      description: 'Current or default value of the field. Null if there is none.',
      resolve: ({ value }) => value ?? null,
    }),
    options: t.field({
      type: [FormOption],
      description: 'Options of a SELECT or MULTISELECT field. Empty for all other types.',
      resolve: ({ options = {} }) =>
        Object.entries(options).map(([value, label]) => ({ value, label })),
    }),
  }),
});
