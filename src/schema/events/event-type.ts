import { type EventName, events, eventNames } from '#core/events.ts';
import { builder } from '#schema/builder.ts';

/** `knowledgeBaseArticle.rated` as `KNOWLEDGE_BASE_ARTICLE_RATED`. */
export const enumNameOf = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace('.', '_')
    .toUpperCase();

/** The kinds of events, as the graph names them. */
export const EventType = builder.enumType('EventType', {
  description:
    'What can happen. The query `eventTypes` says of each what it is about, which permission hears it and what webhooks are sent of it.',
  values: Object.fromEntries(
    eventNames.map((name) => [
      enumNameOf(name),
      { value: name, description: events[name].description },
    ]),
  ) as Record<string, { value: EventName; description: string }>,
});
