import type { KnowledgeBaseArticle, NetworkIssue } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { visibleArticles } from '#modules/support/visible.ts';

// Each finds what a change is about and holds it, against deletion above all, until the change ends.

/** A folder of prepared answers. @throws DomainError PREDEFINED_REPLY_NOT_FOUND */
export async function replyFolderFor({ tx, fail }: Work, id: number): Promise<number> {
  const [folder] = await tx.$queryRaw<{ id: number }[]>`
    select id from predefined_reply_categories where id = ${id} for update`;
  return folder?.id ?? fail('PREDEFINED_REPLY_NOT_FOUND', undefined, { field: 'categoryId' });
}

/** A prepared answer. @throws DomainError PREDEFINED_REPLY_NOT_FOUND */
export async function predefinedReplyFor({ tx, fail }: Work, id: number): Promise<number> {
  const [reply] = await tx.$queryRaw<{ id: number }[]>`
    select id from predefined_replies where id = ${id} for update`;
  return reply?.id ?? fail('PREDEFINED_REPLY_NOT_FOUND');
}

/** A folder of the knowledge base. @throws DomainError ARTICLE_NOT_FOUND */
export async function articleFolderFor({ tx, fail }: Work, id: number): Promise<number> {
  const [folder] = await tx.$queryRaw<{ id: number }[]>`
    select id from knowledge_base_categories where id = ${id} for update`;
  return folder?.id ?? fail('ARTICLE_NOT_FOUND', undefined, { field: 'categoryId' });
}

/** An article, as far as the actor may read it. @throws DomainError ARTICLE_NOT_FOUND */
export async function articleFor(
  { tx, actor, fail }: Work,
  id: number,
): Promise<KnowledgeBaseArticle> {
  await tx.$queryRaw`select id from knowledge_base_articles where id = ${id} for update`;
  const article = await tx.knowledgeBaseArticle.findFirst({
    where: { AND: [{ id }, visibleArticles(actor)] },
  });
  return article ?? fail('ARTICLE_NOT_FOUND');
}

/** Trouble or maintenance. @throws DomainError NETWORK_ISSUE_NOT_FOUND */
export async function networkIssueFor({ tx, fail }: Work, id: number): Promise<NetworkIssue> {
  await tx.$queryRaw`select id from network_issues where id = ${id} for update`;
  const issue = await tx.networkIssue.findUnique({ where: { id } });
  return issue ?? fail('NETWORK_ISSUE_NOT_FOUND');
}
