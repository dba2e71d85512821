import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
const varying = ['updated_at', 'lastupdate'];

beforeAll(async () => {
  gateway = await openGateway();
  const { db } = gateway.app;
  const category = await db.knowledgeBaseCategory.create({
    data: { name: 'Mail', description: 'About mail.' },
  });
  await db.knowledgeBaseCategory.create({
    data: {
      name: 'Inside',
      parentId: category.id,
      isHidden: true,
      sortOrder: 1,
      articles: { create: { title: 'Passwords', body: 'Secret.' } },
    },
  });
  await db.knowledgeBaseArticle.create({
    data: {
      categoryId: category.id,
      title: 'Set up a mailbox',
      body: '<p onclick="x()">Open <b>Mail</b>.</p><script>x()</script>',
      tags: ['mail', 'imap'],
      views: 7,
      votes: 3,
      usefulVotes: 2,
    },
  });
  await db.networkIssue.create({
    data: {
      title: 'Switch replaced',
      description: '<p>Short.</p>',
      type: 'SYSTEM',
      affecting: 'Rack 4',
      priority: 'CRITICAL',
      status: 'IN_PROGRESS',
      startAt: new Date('2026-11-21T02:00:00Z'),
    },
  });
});
afterAll(thaw);

it('speaks the commands about announcements as it always did', async () => {
  const form = {
    entry_date: '2026-11-20 08:00:00',
    title: 'New prices',
    announcement_text: '<p>Cheaper!</p><script>alert(1)</script>',
  };
  await transcript(gateway, 'AddAnnouncement', [
    { title: 'published', form: { ...form, published: 'true' } },
    { title: 'a draft', form: { ...form, title: 'Soon' } },
    { title: 'a date that is none', form: { ...form, entry_date: 'today' } },
    { title: 'without a title', form: { ...form, title: '' } },
    { title: 'without a text', form: { entry_date: form.entry_date, title: 'x' } },
    { title: 'a reseller', form, as: 'reseller' },
    { title: 'a customer', form, as: 'carol' },
    { title: 'nobody', form, as: null },
  ]);
  await transcript(
    gateway,
    'UpdateAnnouncement',
    [
      {
        title: 'everything',
        form: {
          announcement_id: 2,
          title: 'Next week',
          announcement: '<p>Wait.</p>',
          entry_date: '2026-11-21 09:00:00',
          published: 1,
        },
      },
      { title: 'back to a draft', form: { announcement_id: 2, published: 0 } },
      { title: 'no such one', form: { announcement_id: 99, title: 'x' } },
      { title: 'none named', form: { title: 'x' } },
      { title: 'a customer', form: { announcement_id: 1, title: 'x' }, as: 'carol' },
    ],
    varying,
  );
  await transcript(
    gateway,
    'GetAnnouncements',
    [
      { title: 'staff see drafts', form: {} },
      { title: 'customers do not', form: {}, as: 'carol' },
      { title: 'staff without the permission', form: {}, as: 'clerk' },
    ],
    varying,
  );
  await transcript(
    gateway,
    'GetAnnouncement',
    [
      { title: 'one that is out', form: { id: 1 }, as: 'carol' },
      { title: 'a draft', form: { id: 2 } },
      { title: 'a draft, for a customer', form: { id: 2 }, as: 'carol' },
      { title: 'no such one', form: { id: 99 } },
      { title: 'none named', form: {} },
    ],
    varying,
  );
  await transcript(gateway, 'DeleteAnnouncement', [
    { title: 'one', form: { announcement_id: 2 } },
    { title: 'once more', form: { announcement_id: 2 } },
    { title: 'none named', form: {} },
    { title: 'a customer', form: { announcement_id: 1 }, as: 'carol' },
  ]);
});

it('speaks the commands about the knowledge base as it always did', async () => {
  await transcript(gateway, 'GetSupportKBs', [
    { title: 'for staff', form: {} },
    { title: 'for a customer', form: {}, as: 'carol' },
    { title: 'nobody', form: {}, as: null },
  ]);
  await transcript(gateway, 'GetSupportKbArticle', [
    { title: 'an article', form: { id: 2 }, as: 'carol' },
    { title: 'a hidden one, for staff', form: { id: 1 } },
    { title: 'a hidden one, for a customer', form: { id: 1 }, as: 'carol' },
    { title: 'no such one', form: { id: 99 } },
    { title: 'none named', form: {} },
  ]);
});

it('finds articles by their words', async () => {
  const SEARCH = `query ($words: String!) { knowledgeBaseArticles(query: $words) {
    edges { node { title category { name } } } } }`;
  const { knowledgeBaseArticles } = await gateway.data(SEARCH, { words: 'mailbox set' }, 'carol');
  expect(knowledgeBaseArticles.edges).toEqual([
    { node: { title: 'Set up a mailbox', category: { name: 'Mail' } } },
  ]);
  const hidden = await gateway.data(SEARCH, { words: 'Passwords' }, 'carol');
  expect(hidden.knowledgeBaseArticles.edges).toEqual([]);
});

it('speaks GetNetworkIssues as it always did', async () => {
  await transcript(
    gateway,
    'GetNetworkIssues',
    [
      { title: 'all', form: {} },
      { title: 'a page beyond', form: { page_num: 2 } },
      { title: 'nobody', form: {}, as: null },
    ],
    varying,
  );
});
