import { onceFor } from '#core/once-for.ts';
import { Prisma } from '#generated/prisma/client.ts';

/** The text of a template into which nothing but values is put; the same object each time. */
const textOfTemplate = onceFor((template: TemplateStringsArray) =>
  template.reduce((text, part, at) => `${text}$${at}${part}`),
);

/** The call of a tagged template, or of a statement made by one. */
export const tagged =
  <Result>(send: (text: string, values: readonly unknown[]) => Promise<Result>) =>
  (first: TemplateStringsArray | Prisma.Sql, ...rest: unknown[]): Promise<Result> => {
    if (!('raw' in first)) return send(first.text, first.values);
    if (!rest.some(isSql)) return send(textOfTemplate(first), rest);
    const { text, values } = Prisma.sql(first, ...(rest as []));
    return send(text, values);
  };

const isSql = (value: unknown) => value instanceof Prisma.Sql;
