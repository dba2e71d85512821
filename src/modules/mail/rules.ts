import { z } from 'zod';
import { hasControls } from '#core/text.ts';

/** A subject is one line: whoever could break it could add headers. */
export const subjectLine = z
  .string()
  .trim()
  .max(250)
  .refine((text) => !hasControls(text), 'must be one line without control characters');
