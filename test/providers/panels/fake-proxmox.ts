/*
 * Proxmox VE's API as https://pve.proxmox.com/pve-docs/api-viewer/ has it, with the errors of its
 * sources https://github.com/proxmox/qemu-server (PVE/API2/Qemu.pm), https://github.com/proxmox/pve-manager
 * (PVE/API2/Cluster.pm, Tasks.pm) and https://github.com/proxmox/pve-http-server (`message`, `errors`).
 */
import { loopback, type Loopback, type Reply, type Seen } from '#test/providers/loopback.ts';

interface Machine {
  node: string;
  status: 'running' | 'stopped';
  template: boolean;
  config: Record<string, string>;
}

/** A Proxmox VE on 127.0.0.1 over TLS. */
export interface FakeProxmox extends Loopback {
  machines: Map<number, Machine>;
  /** How the next task ends; it runs for so many looks. */
  next: { ending: string; looks: number };
  hasAgent: boolean;
  /** What the token may not see. */
  hidden: Set<number>;
}

const data = (value: unknown): Reply => ({ body: { data: value } });
const no = (status: number, message: string, errors?: Record<string, string>): Reply => ({
  status,
  body: { data: null, message: `${message}\n`, ...(errors && { errors }) },
});

export async function fakeProxmox(): Promise<FakeProxmox> {
  const template = { node: 'pve1', status: 'stopped' as const, template: true };
  const disks = { scsi0: 'local-lvm:base-9000-disk-0,size=8G', tags: 'shop' };
  const state = {
    machines: new Map<number, Machine>([
      [9000, { ...template, config: { name: 'debian-12', ...disks } }],
      [9001, { ...template, node: 'pve2', config: { name: 'ubuntu-24', ...disks } }],
    ]),
    next: { ending: 'OK', looks: 1 },
    hasAgent: true,
    hidden: new Set<number>(),
  };
  const tasks = new Map<string, { looks: number; end: () => string }>();
  const program: FakeProxmox = await loopback((request) => answer(program, tasks, request), {
    secure: true,
  }).then((one) => Object.assign(one, state));
  return program;
}

type Tasks = Map<string, { looks: number; end: () => string }>;

/** Begins a task that acts when it has been looked at often enough. */
function task(fake: FakeProxmox, tasks: Tasks, node: string, what: string, act: () => void): Reply {
  const upid = `UPID:${node}:0003A1B2:05F5E100:67000000:${what}:${tasks.size}:shop@pve!gateway:`;
  const { ending, looks } = fake.next;
  const end = () => {
    if (ending === 'OK') act();
    return ending;
  };
  tasks.set(upid, { looks, end });
  fake.next = { ending: 'OK', looks: 1 };
  return data(upid);
}

function answer(fake: FakeProxmox, tasks: Tasks, request: Seen): Reply {
  if (request.headers.authorization !== 'PVEAPIToken=shop@pve!gateway=KEY')
    return no(401, 'permission denied - invalid API token');
  const path = decodeURIComponent(request.path.replace('/api2/json', ''));
  const input = Object.fromEntries(
    request.text ? new URLSearchParams(request.text) : request.query,
  );
  if (path === '/version') return data({ version: '8.2.4', release: '8.2', repoid: 'faa83925' });
  if (path === '/cluster/nextid')
    return fake.machines.has(Number(input.vmid))
      ? no(400, 'Parameter verification failed.', { vmid: `VM ${input.vmid} already exists` })
      : data(input.vmid);
  if (path === '/cluster/resources')
    return data(
      [...fake.machines]
        .filter(([vmid]) => !fake.hidden.has(vmid))
        .map(([vmid, { node, status, template, config }]) => ({
          id: `qemu/${vmid}`,
          type: 'qemu',
          vmid,
          node,
          status,
          template: template ? 1 : 0,
          name: config.name,
        })),
    );
  const look = /^\/nodes\/([^/]+)\/tasks\/(.+)\/status$/.exec(path);
  if (look) {
    const found = tasks.get(look[2]!);
    if (!found || !look[2]!.startsWith(`UPID:${look[1]}:`)) return no(500, 'no such task');
    if (found.looks-- > 0) return data({ status: 'running', upid: look[2] });
    return data({ status: 'stopped', exitstatus: found.end(), upid: look[2] });
  }
  const [, node = '', id = '', rest = ''] = /^\/nodes\/([^/]+)\/qemu\/(\d+)(.*)$/.exec(path) ?? [];
  const machine = fake.machines.get(Number(id));
  if (!machine || machine.node !== node)
    return no(500, `Configuration file 'nodes/${node}/qemu-server/${id}.conf' does not exist`);
  return onMachine(fake, tasks, { ...request, path: rest }, machine, Number(id), input);
}

function onMachine(
  fake: FakeProxmox,
  tasks: Tasks,
  { method, path }: Pick<Seen, 'method' | 'path'>,
  machine: Machine,
  vmid: number,
  input: Record<string, string>,
): Reply {
  const { node, config } = machine;
  const start = (what: string, act: () => void) => task(fake, tasks, node, what, act);
  if (config.lock && path !== '/config') return no(500, `VM is locked (${config.lock})`);
  switch (`${method} ${path}`) {
    case 'GET /config':
      // Passwords are shown as stars.
      return data({ ...config, ...(config.cipassword && { cipassword: '**********' }) });
    case 'PUT /config': {
      const { delete: removed, ...changes } = input;
      Object.assign(config, changes);
      if (removed) delete config[removed];
      return data(null);
    }
    case 'GET /status/current':
      return data({ status: machine.status, vmid, name: config.name, maxdisk: 8_589_934_592 });
    case 'PUT /resize':
      config.scsi0 = config.scsi0!.replace(/size=\w+/, `size=${input.size}`);
      return start('resize', () => {});
    case 'POST /clone':
      return clone(fake, machine, input, (act) => start('qmclone', act));
    case 'POST /agent/set-user-password':
      if (!fake.hasAgent) return no(500, 'QEMU guest agent is not running');
      return data({ result: {} });
    case 'POST /status/start':
    case 'POST /status/stop':
    case 'POST /status/shutdown':
    case 'POST /status/reboot': {
      const status = /start|reboot/.test(path) ? 'running' : 'stopped';
      return start(`qm${path.split('/').at(-1)}`, () => (machine.status = status));
    }
    case 'DELETE ':
      if (machine.status === 'running') return no(500, `VM ${vmid} is running - destroy failed`);
      return start('qmdestroy', () => fake.machines.delete(vmid));
  }
  return no(501, `Method '${method} ${path}' not implemented`);
}

/** The configuration of a copy holds nothing but its lock until the disks are copied. */
function clone(
  { machines }: FakeProxmox,
  { node, config }: Machine,
  input: Record<string, string>,
  start: (act: () => void) => Reply,
): Reply {
  const vmid = Number(input.newid);
  if (machines.has(vmid)) return no(500, `unable to create VM ${vmid}: config file already exists`);
  const copy: Machine = { node, status: 'stopped', template: false, config: { lock: 'clone' } };
  machines.set(vmid, copy);
  const { name = '', description = '' } = input;
  const whole = { ...config, name, description };
  // Without anybody looking it is done in a moment, too.
  setTimeout(() => copy.config.lock && (copy.config = whole), 50);
  return start(() => (copy.config = whole));
}
