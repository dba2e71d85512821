import { DomainError } from '#core/errors.ts';
import { frauds } from '#providers/fraud/frauds.ts';
import { gateways } from '#providers/gateways/gateways.ts';
import { panels } from '#providers/panels/panels.ts';
import { registrars } from '#providers/registrars/registrars.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';

/** One setting of a module. */
interface Parameter {
  name: string;
  displayName: string;
  fieldType: string;
}

const ModuleParameter = builder.objectRef<Parameter>('ModuleParameter').implement({
  read: 'system:read',
  description: 'A setting that a module requires.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Key of the setting.' }),
    displayName: t.exposeString('displayName', { description: 'Display name of the setting.' }),
    fieldType: t.exposeString('fieldType', {
      description:
        'Input type of the setting: `text`, `password`, `textarea`, `yesno`, `select` or `url`.',
    }),
  }),
});

const ofRegistrar = (name: string): Parameter[] | undefined =>
  registrars[name]?.fields.map((field) => ({
    name: field.name,
    displayName: field.label,
    fieldType: field.secret ? 'password' : field.type,
  }));

const ofPanel = (name: string): Parameter[] | undefined => {
  const module = panels[name];
  return module && [...module.serverFields, ...module.packageFields];
};

/** The types of modules there are; those without a function have no parameters to list. */
const types: Readonly<Record<string, ((name: string) => readonly Parameter[] | undefined) | null>> =
  {
    builtin: null,
    addon: (name) => frauds[name]?.fields,
    domain: ofRegistrar,
    server: ofPanel,
    security: null,
    payment: (name) => gateways[name]?.fields,
    exchange: null,
    email: null,
    sms: null,
    theme: null,
    auth_signin: null,
  };

builder.queryField('moduleParameters', (t) =>
  t.field({
    type: [ModuleParameter],
    description: [
      'What a module asks for when it is set up. Refuses with `MODULE_TYPE_UNKNOWN`,',
      '`MODULE_TYPE_WITHOUT_PARAMETERS`, `MODULE_NAME_UNKNOWN`.',
    ].join(' '),
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetModuleConfigurationParameters', 'system:read'),
    args: {
      type: t.arg.string({
        required: true,
        description: `One of ${Object.keys(types).join(', ')}.`,
      }),
      name: t.arg.string({ required: true, description: 'System name of the module.' }),
    },
    resolve: (_root, { type, name }) => {
      const known = Object.keys(types).join(', ');
      if (!Object.hasOwn(types, type))
        throw new DomainError('MODULE_TYPE_UNKNOWN', undefined, { field: 'type', known });
      const read = types[type];
      if (!read)
        throw new DomainError('MODULE_TYPE_WITHOUT_PARAMETERS', undefined, { field: 'type' });
      const parameters = Object.hasOwn(Object.prototype, name) ? undefined : read(name);
      if (!parameters) throw new DomainError('MODULE_NAME_UNKNOWN', undefined, { field: 'name' });
      return [...parameters];
    },
  }),
);
