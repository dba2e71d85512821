import { z } from 'zod';
import { hasControls } from '#core/text.ts';

/** A subject: one line, because it becomes the subject of emails. */
export const subjectRule = z
  .string()
  .trim()
  .min(1, 'is required')
  .max(250)
  .refine((text) => !hasControls(text), 'must be one line without control characters');

/** A post. Longer texts belong into an attachment. */
export const messageRule = z.string().trim().min(1, 'is required').max(100_000);
