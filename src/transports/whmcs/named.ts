import type { DocumentNode } from 'graphql';
import { graphql } from '#generated/whmcs/index.ts';
import { isBlank } from '#transports/rapi/param.ts';
import { wrongParameter } from '#transports/rapi/fields.ts';
import type { PlainObject } from '#transports/rapi/php-array.ts';
import type { Action, AskStored, NamedKind } from './action.ts';

interface Row {
  databaseId: number;
  name: string;
}

/** Where the numbers of what WHMCS names are found. */
const lists: Record<NamedKind, { what: string; document: DocumentNode }> = {
  gateway: {
    what: 'the system name of a payment method',
    document: graphql(`
      query GatewayNumbers {
        rows: paymentMethods(withInactive: true) {
          databaseId
          name
        }
      }
    `),
  },
  registrar: {
    what: 'the name of a registrar',
    document: graphql(`
      query RegistrarNumbers {
        rows: registrars {
          databaseId
          name: label
        }
      }
    `),
  },
  admin: {
    what: 'the username of a staff member',
    document: graphql(`
      query AdminNumbers {
        rows: admins {
          databaseId
          name: username
        }
      }
    `),
  },
  emailTemplate: {
    what: 'the name of an email template',
    document: graphql(`
      query EmailTemplateNumbers {
        rows: emailTemplates {
          databaseId
          name
        }
      }
    `),
  },
};

/**
 * The parameters with numbers where the action names something.
 * @throws FormError naming what there is
 */
export async function withNumbers(
  parameters: PlainObject,
  { named = {} }: Action,
  ask: AskStored,
): Promise<PlainObject> {
  for (const [parameter, kind] of Object.entries(named)) {
    const value = parameters[parameter];
    if (typeof value !== 'string' || isBlank(value) || /^\d+$/.test(value.trim())) continue;
    const { what, document } = lists[kind];
    const { rows } = (await ask(document, {})) as { rows: Row[] };
    const wanted = value.trim().toLowerCase();
    const row = rows.find(({ name }) => name.toLowerCase() === wanted);
    if (!row) {
      const options = rows.map(({ name }) => name).join(', ');
      throw wrongParameter(parameter, `must be ${what}${options && `: ${options}`}`);
    }
    parameters[parameter] = String(row.databaseId);
  }
  return parameters;
}
