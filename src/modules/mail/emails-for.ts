import { announced } from './announced.ts';
import type { Payload } from './topic.ts';

/** How many emails an event asks for, whether or not their templates are in use. */
export const emailsFor = (type: string, payload: Payload): number =>
  [announced[type] ?? []]
    .flat()
    .filter(({ when }) => (when ? when(payload) : payload.sendEmail !== false)).length;
