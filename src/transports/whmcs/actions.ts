import { commands } from '#transports/rapi/commands.ts';
import type { AnyLegacy } from '#transports/rapi/legacy.ts';
import type { Action } from './action.ts';
import { actionsOfTheirOwn } from './own-actions.ts';
import { spellings } from './spellings.ts';

/** An action with its name as WHMCS writes it. */
export type NamedAction = Action & { name: string };

const table = commands as unknown as Readonly<Record<string, AnyLegacy>>;

/** The actions that are a command of /rapi in other words. */
const shared = Object.entries(spellings).map(([name, spelling]): NamedAction => {
  const { legacyName = name, ...rest } = spelling;
  return { command: table[legacyName]!, ...rest, name, legacyName };
});

const own = Object.entries(actionsOfTheirOwn).map(([name, action]): NamedAction => ({
  ...action,
  name,
}));

/** Every action that is carried out, in the order of their names. */
export const actions: readonly NamedAction[] = [...shared, ...own].toSorted((a, b) =>
  a.name.localeCompare(b.name, 'en'),
);

const byName = new Map(actions.map((action) => [action.name.toLowerCase(), action]));

/** The action of a name, which programs write in any case. */
export const actionNamed = (name: string): NamedAction | undefined =>
  byName.get(name.toLowerCase());
