/*
 * Virtualizor's admin API as its vendor's class has it (admin.php in
 * https://github.com/CODEIQBV/laravel-virtualizor), with answers in the form of
 * https://www.virtualizor.com/docs/admin-api/list-users and the fields of a machine as
 * https://github.com/kkMihai/virtualizorjs (src/types/vps.ts) lists them: values are texts, an empty
 * list is `[]` and any other one goes by numbers.
 */
import { loopback, type Loopback, type Reply, type Seen } from '#test/providers/loopback.ts';

type Machine = Record<string, unknown> & { vpsid: string; hostname: string };

/** A Virtualizor on 127.0.0.1 over TLS. */
export interface FakeVirtualizor extends Loopback {
  machines: Map<string, Machine>;
  /** Something goes wrong after the next machine is in the books. */
  failsLate: boolean;
}

export const virtualMachine = (vpsid: string, hostname: string, more: object = {}): Machine => ({
  vpsid,
  vps_name: `v${vpsid}`,
  hostname,
  uid: '7',
  plid: '3',
  email: 'theirs@example.org',
  time: '1534250148',
  space: '20',
  bandwidth: '0',
  used_bandwidth: '0.05',
  suspended: '0',
  suspend_reason: null,
  ips: { '11': '192.0.2.9' },
  ...more,
});

const json = (more: object): Reply => ({
  body: { title: 'Virtual Servers', timenow: '1700000000', time_taken: '0.090', ...more },
});
const list = (rows: Machine[]) =>
  rows.length ? Object.fromEntries(rows.map((row) => [row.vpsid, row])) : [];

export async function fakeVirtualizor(): Promise<FakeVirtualizor> {
  const state = { machines: new Map<string, Machine>(), failsLate: false };
  const program: FakeVirtualizor = await loopback((request) => answer(program, request), {
    secure: true,
  }).then((one) => Object.assign(one, state));
  return program;
}

function answer(fake: FakeVirtualizor, { path, query, text }: Seen): Reply {
  if (path !== '/index.php') return { status: 404, body: '<h1>404</h1>' };
  const q = Object.fromEntries(query);
  if (q.adminapikey !== 'APIKEY' || q.adminapipass !== 'APIPASS' || q.api !== 'json')
    return { status: 302, headers: { location: '/index.php?act=login' }, body: '' };
  const post = Object.fromEntries(new URLSearchParams(text));
  if (q.act === 'addvs') return add(fake, post);
  const { machines } = fake;
  const id = q.suspend ?? q.unsuspend ?? q.delete ?? q.vpsid;
  const machine = machines.get(id ?? '');
  if (q.act === 'managevps') {
    if (!machine || post.editvps !== '1' || post.theme_edit !== '1')
      return json({ error: ['The VPS does not exist'] });
    machine.rootpass = post.rootpass;
    return json({ done: { msg: 'VPS has been saved' } });
  }
  if (q.act !== 'vs') return json({ error: ['No such act'] });
  if (id === undefined) {
    const wanted = (q.vpshostname ?? '').toLowerCase();
    const found = [...machines.values()].filter(({ hostname }) => hostname.includes(wanted));
    const start = (Number(q.page) - 1) * Number(q.reslen);
    return json({ vs: list(found.slice(start, start + Number(q.reslen))) });
  }
  if (!machine) return json({ vs: [], error: { '0': 'The VPS does not exist' } });
  if (q.delete) machines.delete(id);
  if (q.suspend) Object.assign(machine, { suspended: '1', suspend_reason: post.suspend_reason });
  if (q.unsuspend) machine.suspended = '0';
  if (q.action) machine.power = q.action;
  return json({ done: true, done_msg: 'Done' });
}

function add(fake: FakeVirtualizor, post: Record<string, string>): Reply {
  if (post.addvps !== '1') return json({ plans: {} });
  if (!['3', '4'].includes(post.plid!))
    return json({ error: [{ code: 12, msg: `No plan ${post.plid} for ${post.rootpass}` }] });
  const vpsid = String(1_000 + fake.machines.size);
  const email = post.user_email!;
  const time = String(Math.floor(Date.now() / 1_000));
  const machine = virtualMachine(vpsid, post.hostname!, { ...post, email, time });
  fake.machines.set(vpsid, machine);
  const isLate = fake.failsLate;
  fake.failsLate = false;
  return json({
    newvs: { vpsid, hostname: post.hostname, ips: ['192.0.2.9'] },
    ...(isLate ? { error: ['Could not start the VPS'] } : { done: { vpsid }, error: [] }),
  });
}
