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
  description: 'How a form field is shown.',
  values: {
    TEXT: { description: 'One line.' },
    TEXTAREA: { description: 'Several lines.' },
    PASSWORD: { description: 'One line that is not shown while it is typed.' },
    SELECT: { description: 'One of the options.' },
    MULTISELECT: { description: 'Any of the options.' },
    CHECKBOX: { description: 'Yes or no.' },
    DATE: { description: 'A calendar day.' },
    NUMBER: { description: 'A number.' },
  } as const,
});

const FormOption = builder.objectRef<{ value: string; label: string }>('FormOption').implement({
  read: null,
  description: 'One thing that may be chosen.',
  fields: (t) => ({
    value: t.exposeString('value', { description: 'What is posted back.' }),
    label: t.exposeString('label', { description: 'What people read.' }),
  }),
});

/** A form is described by its fields; what is filled in is posted back under their names. */
export const FormField = builder.objectRef<FormFieldValue>('FormField').implement({
  read: null,
  description: 'One field of a form; what is filled in is posted back under its name.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name it is posted back under.' }),
    label: t.exposeString('label', { description: 'What people read.' }),
    type: t.expose('type', { type: FormFieldType, description: 'How it is shown.' }),
    required: t.exposeBoolean('required', { description: 'Whether it must be filled in.' }),
    value: t.string({
      nullable: true,
      description: 'What stands in it now.',
      resolve: ({ value }) => value ?? null,
    }),
    options: t.field({
      type: [FormOption],
      description: 'What may be chosen; empty for free fields.',
      resolve: ({ options = {} }) =>
        Object.entries(options).map(([value, label]) => ({ value, label })),
    }),
  }),
});
