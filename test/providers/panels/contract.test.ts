import { it } from 'vitest';
import { type PanelMood, testPanel } from '#providers/contract/panel.ts';
import cpanel from '#providers/panels/cpanel/provider.ts';
import cyberpanel from '#providers/panels/cyberpanel/provider.ts';
import directadmin from '#providers/panels/directadmin/provider.ts';
import plesk from '#providers/panels/plesk/provider.ts';
import proxmox from '#providers/panels/proxmox/provider.ts';
import virtualizor from '#providers/panels/virtualizor/provider.ts';
import { type Loopback, type Misbehaviour, testCa } from '#test/providers/loopback.ts';
import { fakeCyberPanel } from './fake-cyberpanel.ts';
import { fakeDirectAdmin } from './fake-directadmin.ts';
import { fakePlesk } from './fake-plesk.ts';
import { fakeProxmox } from './fake-proxmox.ts';
import { fakeVirtualizor } from './fake-virtualizor.ts';
import { fakeWhm } from './fake-whm.ts';

/** What the contract calls a mood, as these programs call it. */
const moods: Partial<Record<PanelMood, Misbehaviour>> = {
  hang: 'actThenHang',
  drop: 'actThenDrop',
};

/** What is the same for a program over TLS on this machine. */
const reached = (program: Loopback, createPath: string) => ({
  server: { hostname: '127.0.0.1', port: String(program.port), caPem: testCa },
  misbehave: (mood: PanelMood) =>
    program.misbehave(moods[mood] ?? (mood as Misbehaviour), createPath),
  close: () => program.stop(),
});

testPanel(it, cpanel, async () => {
  const program = await fakeWhm();
  const { server, ...rest } = reached(program, 'createacct');
  return {
    ...rest,
    settings: { ...server, username: 'root', secret: 'TOKEN' },
    plans: ['starter', 'pro'],
    accounts: () => program.accounts.size,
  };
});

testPanel(it, plesk, async () => {
  const program = await fakePlesk();
  const { server, ...rest } = reached(program, '/domains');
  return {
    ...rest,
    settings: { ...server, secret: 'KEY' },
    plans: ['Starter', 'Pro'],
    accounts: () => program.sites.length,
  };
});

testPanel(it, directadmin, async () => {
  const program = await fakeDirectAdmin();
  const { server, ...rest } = reached(program, '/CMD_API_ACCOUNT_USER');
  return {
    ...rest,
    settings: { ...server, username: 'reseller', secret: 'KEY', ip: '192.0.2.1' },
    plans: ['starter', 'pro'],
    accounts: () => program.users.size,
  };
});

testPanel(it, proxmox, async () => {
  const program = await fakeProxmox();
  const { server, ...rest } = reached(program, '/clone');
  const templates = program.machines.size;
  return {
    ...rest,
    settings: { ...server, username: 'shop@pve!gateway', secret: 'KEY' },
    plans: ['debian-12', 'ubuntu-24'],
    accounts: () => program.machines.size - templates,
  };
});

testPanel(it, cyberpanel, async () => {
  const program = await fakeCyberPanel();
  const { server, ...rest } = reached(program, '/createWebsite');
  return {
    ...rest,
    settings: { ...server, username: 'admin', secret: 'KEY' },
    plans: ['starter', 'pro'],
    accounts: () => program.websites.size,
  };
});

testPanel(it, virtualizor, async () => {
  const program = await fakeVirtualizor();
  const { server, ...rest } = reached(program, '/index.php');
  return {
    ...rest,
    // Everything has one path: the first request looks for the machine, the second makes it.
    misbehave: (mood) => {
      program.misbehave(0, '/index.php');
      rest.misbehave(mood);
    },
    settings: { ...server, username: 'APIKEY', secret: 'APIPASS' },
    plans: ['3', '4'],
    accounts: () => program.machines.size,
  };
});
