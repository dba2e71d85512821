import { entriesOf, numberOf, entryText, type Entry } from '#import/rapi/reply.ts';
import type { Stage, StageRow } from '#import/rapi/stage.ts';

/** Choices of options by the option and their names. */
export type Choices = ReadonlyMap<number, ReadonlyMap<string, number>>;

/** The choices that are sold. */
export async function choicesIn({ query }: Stage): Promise<Choices> {
  const rows = await query<{ id: number; configid: number; optionname: string }>(
    'select id, configid, optionname from tblproductconfigoptionssub order by id',
  );
  const found = new Map<number, Map<string, number>>();
  for (const { id, configid, optionname } of rows) {
    const ofOption = found.get(configid) ?? new Map<string, number>();
    found.set(configid, ofOption.set(optionname, id));
  }
  return found;
}

/**
 * What was chosen of the options of a service, which is given by the name of the choice; of an option
 * that has one choice, by how many of it. A choice that is sold no longer is left empty.
 */
export const chosenOf = (relid: number, service: Entry, choices: Choices): StageRow[] =>
  entriesOf({ all: service.get('configoptions') }, 'all', 'configoption').map((entry) => {
    const configid = numberOf(entry.get('id'));
    const known = choices.get(configid) ?? new Map<string, number>();
    const value = entryText(entry.get('value'));
    const [only] = known.size === 1 ? known.values() : [];
    return { relid, configid, optionid: known.get(value) ?? only ?? 0, qty: numberOf(value) };
  });
