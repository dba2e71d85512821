import * as enums from '#generated/prisma/enums.ts';
import { getDatamodel } from '#generated/pothos.ts';
import type { Db } from '#platform/database/client.ts';

interface Field {
  name: string;
  type: string;
  kind: 'scalar' | 'object' | 'enum';
  isRequired: boolean;
  isList: boolean;
  isId: boolean;
  isUpdatedAt: boolean;
  hasDefaultValue: boolean;
  relationFromFields?: string[];
}

const { models } = (
  getDatamodel() as unknown as {
    datamodel: { models: Record<string, { fields: Field[] }> };
  }
).datamodel;

/** Whose rows are made: what every row that can be somebody's is given. */
export interface Owner {
  clientId: number;
  resellerId: number | null;
}

type Delegate = Record<'create' | 'findFirst', (args: object) => Promise<{ id: number } | null>>;

/**
 * Makes one row of any model, with the rows it needs, all of them the owner's. It is made from the
 * data model itself, so a new model cannot be forgotten.
 */
export function estateOf(db: Db, owner: Owner) {
  const made = new Map<string, Promise<number>>();
  let number = owner.clientId * 10_000;

  /** The id of the owner's row of this model; made when it is first asked for. */
  function rowOf(model: string): Promise<number> {
    if (model === 'Client') return Promise.resolve(owner.clientId);
    if (model === 'Currency') return db.currency.findFirstOrThrow().then(({ id }) => id);
    const known = made.get(model);
    if (known) return known;
    const row = make(model);
    made.set(model, row);
    return row;
  }

  async function make(model: string): Promise<number> {
    const fields = models[model]?.fields ?? [];
    const data: Record<string, unknown> = {};
    for (const field of fields) await fill(field, fields, data);
    const delegate = db[uncapitalized(model) as 'client'] as unknown as Delegate;
    const row = await delegate.create({ data, select: { id: true } });
    return row?.id ?? 0;
  }

  async function fill(field: Field, fields: Field[], data: Record<string, unknown>) {
    const { name, kind, type, isRequired, isList } = field;
    if (name === 'clientId') data[name] = owner.clientId;
    else if (name === 'resellerId' && isRequired) data[name] = owner.resellerId;
    else if (kind === 'object' && isRequired && !isList) await relate(field, fields, data);
    else if (kind !== 'object' && isRequired && !field.hasDefaultValue && !field.isUpdatedAt) {
      const isKey = fields.some((other) => other.relationFromFields?.includes(name));
      if (!isKey && !isList) data[name] = valueOf(type, kind, name);
    }
  }

  async function relate(field: Field, fields: Field[], data: Record<string, unknown>) {
    const [key] = field.relationFromFields ?? [];
    if (!key || data[key] !== undefined) return;
    const isCode = fields.find(({ name }) => name === key)?.type === 'String';
    data[key] = isCode ? 'USD' : await rowOf(field.type);
  }

  function valueOf(type: string, kind: string, name: string): unknown {
    number += 1;
    if (kind === 'enum') return Object.values(enums[type as keyof typeof enums] ?? {})[0];
    if (type === 'Int') return number;
    if (type === 'BigInt') return BigInt(number);
    if (type === 'Decimal') return '1';
    if (type === 'Boolean') return false;
    if (type === 'DateTime') return new Date('2026-11-21T00:00:00Z');
    if (type === 'Json') return {};
    if (name.endsWith('Code') && /country/i.test(name)) return 'GB';
    if (name === 'sha256') return String(number).padStart(64, '0');
    if (name === 'tokenLast4') return String(number).padStart(4, '0').slice(-4);
    if (/^cidr$/i.test(name)) return `203.0.113.${number % 250}`;
    return `estate-${number}`;
  }

  return { rowOf };
}

const uncapitalized = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

export const isModel = (name: string): boolean => name in models;

/** Whether rows of this model are somebody's: they name a client, or belong to what does. */
export function isOwned(model: string, seen = new Set<string>()): boolean {
  if (model === 'Client') return true;
  if (seen.has(model)) return false;
  seen.add(model);
  const fields = models[model]?.fields ?? [];
  return fields.some(
    ({ name, kind, type, isRequired, isList }) =>
      name === 'clientId' || (kind === 'object' && isRequired && !isList && isOwned(type, seen)),
  );
}
