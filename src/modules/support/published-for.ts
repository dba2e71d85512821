import type { KnowledgeBaseArticle, NetworkIssue } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { visibleArticles } from './visible.ts';

// Each finds what a change is about and holds it, against deletion above all, until the change ends.

/** A folder of prepared answers. @throws Refusal PREDEFINED_REPLY_NOT_FOUND */
export async function replyFolderFor({ tx, refuse }: Work, id: number): Promise<number> {
  const [folder] = await tx.$queryRaw<{ id: number }[]>`
    select id from predefined_reply_categories where id = ${id} for update`;
  return folder?.id ?? refuse('PREDEFINED_REPLY_NOT_FOUND', undefined, { field: 'categoryId' });
}

/** A prepared answer. @throws Refusal PREDEFINED_REPLY_NOT_FOUND */
export async function predefinedReplyFor({ tx, refuse }: Work, id: number): Promise<number> {
  const [reply] = await tx.$queryRaw<{ id: number }[]>`
    select id from predefined_replies where id = ${id} for update`;
  return reply?.id ?? refuse('PREDEFINED_REPLY_NOT_FOUND');
}

/** A folder of the knowledge base. @throws Refusal ARTICLE_NOT_FOUND */
export async function articleFolderFor({ tx, refuse }: Work, id: number): Promise<number> {
  const [folder] = await tx.$queryRaw<{ id: number }[]>`
    select id from knowledge_base_categories where id = ${id} for update`;
  return folder?.id ?? refuse('ARTICLE_NOT_FOUND', undefined, { field: 'categoryId' });
}

/** An article, as far as the actor may read it. @throws Refusal ARTICLE_NOT_FOUND */
export async function articleFor(
  { tx, actor, refuse }: Work,
  id: number,
): Promise<KnowledgeBaseArticle> {
  await tx.$queryRaw`select id from knowledge_base_articles where id = ${id} for update`;
  const article = await tx.knowledgeBaseArticle.findFirst({
    where: { AND: [{ id }, visibleArticles(actor)] },
  });
  return article ?? refuse('ARTICLE_NOT_FOUND');
}

/** Trouble or maintenance. @throws Refusal NETWORK_ISSUE_NOT_FOUND */
export async function networkIssueFor({ tx, refuse }: Work, id: number): Promise<NetworkIssue> {
  await tx.$queryRaw`select id from network_issues where id = ${id} for update`;
  const issue = await tx.networkIssue.findUnique({ where: { id } });
  return issue ?? refuse('NETWORK_ISSUE_NOT_FOUND');
}
