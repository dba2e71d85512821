import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { panelServerSettings } from '#providers/panels/server-settings.ts';
import { setting } from '#providers/settings.ts';
import { Proxmox } from './proxmox.ts';

const ownerMayRun = { ownerMayRun: true };

export default defineProvider({
  kind: 'panel',
  name: 'proxmox',
  title: 'Proxmox VE',
  docs: [
    'https://pve.proxmox.com/pve-docs/api-viewer/',
    'https://pve.proxmox.com/wiki/Proxmox_VE_API',
    'https://github.com/proxmox/qemu-server',
    'https://github.com/luthermonson/go-proxmox',
  ],
  settings: panelServerSettings({
    username: 'API Token (user@realm!name)',
    secret: 'Secret of the Token',
  }).extend({
    firstVmid: z.coerce
      .number()
      .int()
      .min(100)
      .max(900_000_000)
      .default(100_000)
      .meta({ title: 'First VMID', default: '100000' }),
  }),
  packageSettings: z.object({
    plan: setting.text('Template', 'Its VMID or name.'),
    cores: setting.optional('Cores'),
    memory: setting.optional('Memory (MiB)'),
    disk: setting.optional('Disk (GiB)', 'Not smaller than that of the template.'),
    bootDisk: setting.optional('Name of the Disk', 'Left empty: scsi0.'),
    storage: setting.optional('Storage'),
    node: setting.optional('Node', 'Only where the template is on shared storage.'),
    pool: setting.optional('Pool'),
    full: setting.flag('Full Copy', true),
    ipconfig0: setting.optional('Address of the First Network', 'Such as ip=dhcp.'),
  }),
  functions: {
    start: ownerMayRun,
    shutdown: ownerMayRun,
    reboot: ownerMayRun,
    stop: ownerMayRun,
    reset: ownerMayRun,
  },
  capabilities: {
    create: '`clone`, `config`, `resize`, `status/start`; the number comes of the service',
    suspend: '`status/stop`, a tag, `onboot` off',
    unsuspend: '`status/start`',
    terminate: '`status/stop`, `DELETE`',
    changePassword: '`agent/set-user-password`: with the guest agent',
    customFunction: '`status/…`: start, shutdown, reboot, stop, reset',
    usage: '`status/current`: the size of the disk',
    find: '`cluster/nextid`, `cluster/resources`, `config`',
    test: '`version`',
  },
  connect: (server) => new Proxmox(server),
});
