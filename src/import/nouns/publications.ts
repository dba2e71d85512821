import * as is from '#import/columns.ts';
import { noun } from '#import/noun.ts';

export const announcements = noun({
  name: 'announcements',
  table: 'tblannouncements',
  target: 'announcements',
  columns: {
    id: is.int('id'),
    title: is.text('title'),
    body: is.html('announcement'),
    announced_at: is.firstTime('date', 'created_at'),
    is_published: is.flag('published'),
    language: is.text('language'),
    parent_id: is.ref('announcements', 'parentid'),
  },
});

export const articleCategories = noun({
  name: 'article categories',
  table: 'tblknowledgebasecats',
  target: 'knowledge_base_categories',
  columns: {
    id: is.int('id'),
    name: is.text('name'),
    description: is.text('description'),
    is_hidden: is.flag('hidden'),
    language: is.text('language'),
  },
  left: { catid: 'a translated category stands beside its original' },
});

/** A category may lie in a later one. */
export const categoryParents = noun({
  name: 'parents of categories',
  table: 'tblknowledgebasecats',
  target: 'knowledge_base_categories',
  isUpdate: true,
  columns: { id: is.int('id'), parent_id: is.ref('article categories', 'parentid') },
});

/** The first category an article, or the one it translates, is linked to. */
const CATEGORY = `
  left join (select articleid, min(categoryid) as id from tblknowledgebaselinks group by articleid) l
    on l.articleid = t.id
  left join (select articleid, min(categoryid) as id from tblknowledgebaselinks group by articleid) o
    on o.articleid = t.parentid`;

export const articles = noun({
  name: 'articles',
  table: 'tblknowledgebase',
  join: CATEGORY,
  joined: { category: 'coalesce(l.id, o.id)' },
  target: 'knowledge_base_articles',
  columns: {
    id: is.int('id'),
    category_id: is.owner('article categories', 'category'),
    title: is.text('title'),
    body: is.html('article'),
    views: is.int('views'),
    useful_votes: is.int('useful'),
    votes: is.int('votes'),
    is_private: is.flag('private'),
    language: is.text('language'),
    parent_id: is.ref('articles', 'parentid'),
    sort_order: is.int('order'),
  },
});
