import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import type { Who } from '#test/people.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const changing = (noun: string, field: string, selection: string) => {
  const by = (verb: string) => {
    const name = `${verb}${noun}`;
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
    return `mutation ($input: ${type}) { ${name}(input: $input) { ${field} { ${selection} } } }`;
  };
  return { create: by('create'), update: by('update') };
};
const deleting = (noun: string) =>
  `mutation ($input: Delete${noun}Input!) { delete${noun}(input: $input) { deletedId } }`;

const ARTICLE = `id title html isPrivate tags language parentId sortOrder usefulCount voteCount
  updatedAt category { id }`;
const CHANGE = {
  ReplyFolder: changing('PredefinedReplyCategory', 'category', 'id name parentId'),
  Reply: changing('PredefinedReply', 'predefinedReply', 'id name message category { id }'),
  Folder: changing(
    'KnowledgeBaseCategory',
    'category',
    'id name description parentId isHidden sortOrder',
  ),
  Article: changing('KnowledgeBaseArticle', 'article', ARTICLE),
  Issue: changing(
    'NetworkIssue',
    'networkIssue',
    'id title html type affecting serverId priority status startAt endAt',
  ),
};
const DELETE = {
  ReplyFolder: deleting('PredefinedReplyCategory'),
  Reply: deleting('PredefinedReply'),
  Folder: deleting('KnowledgeBaseCategory'),
  Article: deleting('KnowledgeBaseArticle'),
  Issue: deleting('NetworkIssue'),
};
const RATE = `mutation ($input: RateKnowledgeBaseArticleInput!) {
  rateKnowledgeBaseArticle(input: $input) { article { usefulCount voteCount updatedAt } }
}`;

type Noun = keyof typeof CHANGE;

/** Makes the change; what it comes to. */
const made = async (document: string, input: object) => {
  const data = await gateway.data(document, { input });
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  const [payload] = Object.values(data) as Record<string, any>[];
  return Object.values(payload!)[0];
};
const create = (noun: Noun, input: object) => made(CHANGE[noun].create, input);
const update = (noun: Noun, input: object) => made(CHANGE[noun].update, input);
const refused = async (document: string, input: object, as?: Who) =>
  codeOf(await gateway.ask(document, { input }, as));
const key = (id: string) => Number(id.split(':')[1]);

it('keeps prepared answers in folders, and changes only what is told', async () => {
  const folder = await create('ReplyFolder', { name: 'Mail' });
  const inner = await create('ReplyFolder', { name: 'IMAP', parentId: folder.id });
  expect(inner).toEqual({ id: inner.id, name: 'IMAP', parentId: folder.id });
  const renamed = await update('ReplyFolder', { categoryId: inner.id, name: 'POP' });
  expect(renamed).toEqual({ ...inner, name: 'POP' });
  const atTop = await update('ReplyFolder', { categoryId: inner.id, parentId: null });
  expect(atTop).toEqual({ ...renamed, parentId: null });

  const reply = await create('Reply', { categoryId: folder.id, name: 'Hi', message: 'Hello.' });
  const moved = await update('Reply', { predefinedReplyId: reply.id, categoryId: inner.id });
  expect(moved).toEqual({ ...reply, category: { id: inner.id } });
  const input = { categoryId: inner.id };
  expect(await refused(DELETE.ReplyFolder, input)).toBe('PREDEFINED_REPLY_CATEGORY_IN_USE');
  await gateway.data(DELETE.Reply, { input: { predefinedReplyId: reply.id } });
  await gateway.data(DELETE.ReplyFolder, { input });
  expect(await refused(DELETE.ReplyFolder, input)).toBe('PREDEFINED_REPLY_NOT_FOUND');
  const gone = { predefinedReplyId: reply.id, name: 'X' };
  expect(await refused(CHANGE.Reply.update, gone)).toBe('PREDEFINED_REPLY_NOT_FOUND');
});

it.each(['ReplyFolder', 'Folder'] as const)('lets no %s lie inside itself', async (noun) => {
  const outer = await create(noun, { name: 'Outer' });
  const inner = await create(noun, { name: 'Inner', parentId: outer.id });
  for (const parentId of [outer.id, inner.id])
    expect(await refused(CHANGE[noun].update, { categoryId: outer.id, parentId })).toBe(
      'FOLDER_LOOP',
    );
  expect(await refused(DELETE[noun], { categoryId: outer.id })).toMatch(/_CATEGORY_IN_USE$/);
});

it('adds an article, cleaned of scripts, and changes only what is told', async () => {
  const folder = await create('Folder', { name: 'DNS', description: 'Names.', sortOrder: 2 });
  const hidden = await update('Folder', { categoryId: folder.id, isHidden: true });
  expect(hidden).toEqual({ ...folder, isHidden: true });
  await update('Folder', { categoryId: folder.id, isHidden: false });

  const html = '<p onclick="x()">Wait a <b>day</b>.</p><script>x()</script>';
  const added = await create('Article', {
    categoryId: folder.id,
    title: 'Propagation',
    html,
    tags: [' DNS ', 'dns', 'Zone'],
  });
  expect(added).toMatchObject({
    html: '<p>Wait a <b>day</b>.</p>',
    tags: ['dns', 'zone'],
    isPrivate: false,
    parentId: null,
    category: { id: folder.id },
  });
  const row = await gateway.app.db.knowledgeBaseArticle.findUniqueOrThrow({
    where: { id: key(added.id) },
  });
  expect(row.body).toBe('<p>Wait a <b>day</b>.</p>');
  const changed = await update('Article', { articleId: added.id, title: 'How names spread' });
  expect(changed).toEqual({
    ...added,
    title: 'How names spread',
    updatedAt: expect.any(String),
  });

  const german = { categoryId: folder.id, title: 'DNS', html: 'Ein Tag.', language: 'German' };
  const translation = await create('Article', { ...german, parentId: added.id });
  expect(translation).toMatchObject({ parentId: added.id, language: 'german' });
  const ofTranslation = { ...german, parentId: translation.id };
  expect(await refused(CHANGE.Article.create, ofTranslation)).toBe('ARTICLE_NOT_FOUND');
  expect(await refused(DELETE.Folder, { categoryId: folder.id })).toBe(
    'KNOWLEDGE_BASE_CATEGORY_IN_USE',
  );
  await gateway.data(DELETE.Article, { input: { articleId: added.id } });
  expect(await refused(CHANGE.Article.update, { articleId: translation.id, title: 'X' })).toBe(
    'ARTICLE_NOT_FOUND',
  );
  await gateway.data(DELETE.Folder, { input: { categoryId: folder.id } });
});

it('counts one vote of each customer, who may change it', async () => {
  const folder = await create('Folder', { name: 'Votes' });
  const text = { categoryId: folder.id, title: 'Good?', html: 'Yes.' };
  const { id, updatedAt } = await create('Article', text);
  const vote = async (as: Who, isUseful: boolean) => {
    const input = { articleId: id, isUseful };
    return (await gateway.data(RATE, { input }, as)).rateKnowledgeBaseArticle.article;
  };
  expect(await vote('carol', true)).toEqual({ usefulCount: 1, voteCount: 1, updatedAt });
  expect(await vote('carol', true)).toEqual({ usefulCount: 1, voteCount: 1, updatedAt });
  expect(await vote('rob', false)).toEqual({ usefulCount: 1, voteCount: 2, updatedAt });
  expect(await vote('carol', false)).toEqual({ usefulCount: 0, voteCount: 2, updatedAt });
  expect(await vote('rob', true)).toEqual({ usefulCount: 1, voteCount: 2, updatedAt });

  const input = { articleId: id, isUseful: true };
  for (const as of ['staff', 'reseller', 'clerk'] as const)
    expect(await refused(RATE, input, as)).toBe('FORBIDDEN');
  await update('Folder', { categoryId: folder.id, isHidden: true });
  expect(await refused(RATE, input, 'carol')).toBe('ARTICLE_NOT_FOUND');
});

it('tells clients of trouble, and takes it back', async () => {
  const added = await create('Issue', {
    title: 'Switch broken',
    html: '<p>Sorry.</p><script>x()</script>',
    type: 'SYSTEM',
    affecting: 'Rack 4',
    priority: 'CRITICAL',
    status: 'OUTAGE',
    startAt: '2026-11-21T02:00:00.000Z',
    endAt: '2026-11-21T05:00:00.000Z',
  });
  expect(added).toMatchObject({ html: '<p>Sorry.</p>', priority: 'CRITICAL', serverId: null });
  const { id: networkIssueId } = added;
  const over = await update('Issue', { networkIssueId, status: 'RESOLVED' });
  expect(over).toEqual({ ...added, status: 'RESOLVED' });
  const open = await update('Issue', { networkIssueId, endAt: null });
  expect(open).toEqual({ ...over, endAt: null });
  const backwards = { networkIssueId, endAt: '2026-11-21T01:00:00Z' };
  expect(await refused(CHANGE.Issue.update, backwards)).toBe('BAD_INPUT');
  expect(await refused(CHANGE.Issue.update, { networkIssueId, serverId: 'Server:999' })).toBe(
    'SERVER_NOT_FOUND',
  );
  await gateway.data(DELETE.Issue, { input: { networkIssueId } });
  expect(await refused(DELETE.Issue, { networkIssueId })).toBe('NETWORK_ISSUE_NOT_FOUND');
});

it('refuses what is new and lacks what it needs, by the name of the field', async () => {
  const folder = await create('Folder', { name: 'Needs' });
  const lacking = [
    [CHANGE.ReplyFolder.create, {}, 'name'],
    [CHANGE.Reply.create, { name: 'X', message: 'x' }, 'categoryId'],
    [CHANGE.Folder.create, { isHidden: true }, 'name'],
    [CHANGE.Article.create, { categoryId: folder.id, title: 'X' }, 'html'],
    [CHANGE.Issue.create, { html: 'x' }, 'title'],
  ] as const;
  for (const [document, input, field] of lacking) {
    const { errors } = await gateway.ask(document, { input });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field });
  }
});

it('lets nobody publish but staff who may', async () => {
  const folder = await create('Folder', { name: 'Ours' });
  const issue = await create('Issue', { title: 'Ours', html: 'x' });
  const of = { categoryId: 'PredefinedReplyCategory:1' };
  const changes = [
    [CHANGE.ReplyFolder.create, { name: 'Theirs' }],
    [CHANGE.ReplyFolder.update, { ...of, name: 'Theirs' }],
    [CHANGE.Reply.create, { ...of, name: 'Theirs', message: 'x' }],
    [CHANGE.Reply.update, { predefinedReplyId: 'PredefinedReply:1', name: 'Theirs' }],
    [CHANGE.Folder.create, { name: 'Theirs' }],
    [CHANGE.Folder.update, { categoryId: folder.id, name: 'Theirs' }],
    [CHANGE.Article.create, { categoryId: folder.id, title: 'Theirs', html: 'x' }],
    [CHANGE.Article.update, { articleId: 'KnowledgeBaseArticle:1', title: 'Theirs' }],
    [CHANGE.Issue.create, { title: 'Theirs', html: 'x' }],
    [CHANGE.Issue.update, { networkIssueId: issue.id, title: 'Theirs' }],
  ] as const;
  for (const as of ['clerk', 'reseller', 'carol'] as const) {
    for (const [document, input] of changes)
      expect(await refused(document, input, as)).toBe('FORBIDDEN');
    expect(await refused(DELETE.Folder, { categoryId: folder.id }, as)).toBe('FORBIDDEN');
    expect(await refused(DELETE.Issue, { networkIssueId: issue.id }, as)).toBe('FORBIDDEN');
  }
});
