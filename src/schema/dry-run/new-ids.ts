import { isPlainObject } from '#core/plain.ts';
import type { LastIds } from '#planner/last-ids.ts';
import type { Effects } from './effect.ts';

/**
 * Effects with the ids of new rows replaced by names such as `Invoice:new-1`: a dry run and the
 * change after it number their rows differently. Global ids and `…Id` keys are understood.
 */
export function withoutNewIds(effects: Effects, before: LastIds): Effects {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const nameOf = (model: string, id: number): string | null => {
    const last = before.get(model);
    if (last === undefined || id <= last) return null;
    const key = `${model}:${id}`;
    const known = names.get(key);
    if (known) return known;
    const count = (counts.get(model) ?? 0) + 1;
    counts.set(model, count);
    names.set(key, `${model}:new-${count}`);
    return names.get(key)!;
  };
  const replaced = (value: unknown, key = ''): unknown => {
    if (typeof value === 'number') return (key && nameOf(modelOf(key), value)) || value;
    if (typeof value === 'string') {
      const [, model = '', id] = /^([A-Z]\w*):(\d+)$/.exec(value) ?? [];
      return (id && nameOf(model, Number(id))) || value;
    }
    if (Array.isArray(value)) return value.map((item) => replaced(item, key.replace(/s$/, '')));
    if (!isPlainObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, replaced(item, name)]),
    );
  };
  return replaced(effects) as Effects;
}

/** `invoiceId` → `Invoice`; empty for other keys. */
const modelOf = (key: string): string =>
  key.endsWith('Id') ? key.charAt(0).toUpperCase() + key.slice(1, -2) : '';
