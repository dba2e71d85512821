import { XMLParser } from 'fast-xml-parser';
import { graphql } from '#generated/whmcs/index.ts';
import { wrongParameter } from '#transports/rapi/fields.ts';
import { emptyObject, type PlainObject } from '#transports/rapi/php-array.ts';
import { isPlainObject } from '#core/plain.ts';
import { isBlank } from '#transports/rapi/param.ts';
import type { AskStored } from './action.ts';

/** Parameters with one more, unless it stands there. */
const adding = (parameters: PlainObject, more: PlainObject): PlainObject =>
  Object.assign(emptyObject(), more, parameters);

const me = graphql(`
  query CallersAdmin {
    viewer {
      admin {
        databaseId
      }
    }
  }
`);

/** The staff member whose credential it is, whom WHMCS means where nobody is named. */
export async function withCaller(parameters: PlainObject, ask: AskStored): Promise<PlainObject> {
  const { viewer } = (await ask(me, {})) as { viewer: { admin: { databaseId: number } | null } };
  return viewer.admin && isBlank(parameters.adminid)
    ? adding(parameters, { admin_id: String(viewer.admin.databaseId) })
    : parameters;
}

const templates = graphql(`
  query EmailTemplateTypes {
    emailTemplates {
      databaseId
      name
      type
    }
  }
`);

/** The template by its name; its type says what the related id is of. */
export async function withTemplate(parameters: PlainObject, ask: AskStored): Promise<PlainObject> {
  const { messagename, ...rest } = parameters;
  if (typeof messagename !== 'string' || !messagename.trim()) return parameters;
  const { emailTemplates } = (await ask(templates, {})) as {
    emailTemplates: { databaseId: number; name: string; type: string }[];
  };
  const wanted = messagename.trim().toLowerCase();
  const found = emailTemplates.find(({ name }) => name.toLowerCase() === wanted);
  if (!found) throw wrongParameter('messagename', 'is the name of no email template');
  return { ...rest, template: String(found.databaseId), type: found.type.toLowerCase() };
}

const parser = new XMLParser({ processEntities: false, parseTagValue: false, trimValues: true });

/** The contacts of a domain, `<contactdetails><Registrant><First_Name>…`, as an array. */
export function withContacts(parameters: PlainObject): PlainObject {
  const { xml, ...rest } = parameters;
  if (typeof xml !== 'string' || !xml.trim()) return rest;
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) throw wrongParameter('xml', 'must have no document type');
  let parsed: unknown;
  try {
    parsed = parser.parse(xml, true);
  } catch {
    throw wrongParameter('xml', 'must be XML such as <contactdetails><Registrant>…');
  }
  const [root] = isPlainObject(parsed) ? Object.values(parsed).filter(isPlainObject) : [];
  if (!root) throw wrongParameter('xml', 'must be XML such as <contactdetails><Registrant>…');
  const whois_info = Object.fromEntries(
    Object.entries(root).map(([role, fields]) => [
      role,
      isPlainObject(fields)
        ? Object.fromEntries(
            Object.entries(fields).map(([name, value]) => [
              name,
              unescaped(String(value as string)),
            ]),
          )
        : fields,
    ]),
  );
  return { ...rest, whois_info };
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** The five entities that XML knows by itself; no others, so that nothing can be blown up. */
const unescaped = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_all, name: string) => entities[name]!);

/** Whether an upgrade is only calculated; options are not upgraded here. */
export function withUpgradeKind(parameters: PlainObject): PlainObject {
  const { calconly, type, ...rest } = parameters;
  if (type === 'configoptions') throw wrongParameter('type', 'must be product');
  const isCalculation = ['1', 'true', 'on', 'yes'].includes(String(calconly).toLowerCase());
  return { ...rest, type: isCalculation ? 'CALCULATE' : 'ORDER' };
}
