import { Liquid } from 'liquidjs';
import { htmlToText, stripControls } from '#core/text.ts';
import { addDateFilter } from './liquid-dates.ts';

/** What a template may use; plain data only, each value the template's own property. */
export type Values = Record<string, unknown>;

/** A template's texts. */
export interface Wording {
  subject: string;
  html: string;
  /** Made from the HTML when empty. */
  text: string;
}

const limits = {
  // Staff write templates, but nobody may stop the company with one: no code, no files, no endless loops.
  ownPropertyOnly: true,
  strictFilters: true,
  parseLimit: 300_000,
  renderLimit: 1_000,
  memoryLimit: 10_000_000,
  templates: {},
  cache: 200,
} as const;

/** Subjects and plain text: values as they are. */
const plain = new Liquid(limits);
/** HTML: every value is escaped, unless the template says `raw`. */
const markup = new Liquid({ ...limits, outputEscape: 'escape' });
for (const engine of [plain, markup]) addDateFilter(engine);

/** A template that cannot be read or filled in; the message says where. */
export class TemplateError extends Error {
  readonly part: keyof Wording;

  constructor(part: keyof Wording, cause: unknown) {
    const words = cause instanceof Error ? cause.message : String(cause);
    super(`${part}: ${stripControls(words).slice(0, 300)}`, { cause });
    this.name = 'TemplateError';
    this.part = part;
  }
}

/**
 * Fills an email in. The subject is one line whatever the values hold, so that no value can add a
 * header.
 * @throws TemplateError
 */
export function fillIn(wording: Wording, provided: Values): Wording {
  const values = plainData(provided);
  const html = fill('html', markup, wording.html, values);
  const subject = fill('subject', plain, wording.subject, values);
  return {
    subject: inOneLine(subject).slice(0, 250),
    html,
    text: wording.text ? fill('text', plain, wording.text, values) : htmlToText(html),
  };
}

/** Reads a template without filling it in. @throws TemplateError */
export function checkWording(wording: Partial<Wording>): void {
  for (const part of ['subject', 'html', 'text'] as const) {
    try {
      plain.parse(countedTags(wording[part] ?? ''));
    } catch (error) {
      throw new TemplateError(part, error);
    }
  }
}

/** Text without line breaks or other control characters. */
export const inOneLine = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- finding them is the point
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();

function fill(part: keyof Wording, engine: Liquid, template: string, values: Values): string {
  try {
    return stripControls(String(engine.parseAndRenderSync(countedTags(template), values)));
  } catch (error) {
    throw new TemplateError(part, error);
  }
}

/** More than any email needs; the library takes the square of their number. */
const MOST_TAGS = 2_000;

function countedTags(template: string): string {
  if (template.split(/\{[{%]/).length - 1 > MOST_TAGS)
    throw new Error(`A template may hold at most ${MOST_TAGS} tags.`);
  return template;
}

/** A copy that holds data only: no methods, no getters, no database rows with a past. */
const plainData = (values: Values): Values => JSON.parse(JSON.stringify(values)) as Values;
