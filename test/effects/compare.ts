import type { App } from '#schema/app.ts';
import { writtenBeforeUndone, type Places } from './rows.ts';

/** What a call answered. */
export interface Reply {
  /** The code or text it was refused with; null where it was carried out. */
  refusal: string | null;
  shown: unknown;
}

/** What came of a call that was undone: what its answer and every table held. */
export interface Outcome {
  refusal: string | null;
  places: Places;
}

function note(places: Places, value: unknown, path: string): Places {
  const isBranch = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (!isBranch) return places.set(path, JSON.stringify(value) ?? '');
  for (const [key, item] of Object.entries(value)) note(places, item, `${path}.${key}`);
  return places;
}

/** Makes a call that undoes itself and notes what came of it. */
export async function outcomeOf(app: App, call: () => Promise<Reply>): Promise<Outcome> {
  const { result, rows, failure } = await writtenBeforeUndone(app, call);
  if (failure && result.refusal === null) throw failure as Error;
  return { refusal: result.refusal, places: note(rows ?? new Map(), result.shown, 'answer') };
}

/** Where two outcomes differ; a row that only one of them wrote is compared with what it was before. */
export const differences = (one: Outcome, other: Outcome, resting: Places): string[] =>
  [...new Set([...one.places.keys(), ...other.places.keys()])].filter((place) => {
    const before = resting.get(place);
    return (one.places.get(place) ?? before) !== (other.places.get(place) ?? before);
  });
