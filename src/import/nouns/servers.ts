import * as is from '#import/columns.ts';
import { noun } from '#import/noun.ts';
import { baseCurrency } from './words.ts';

export const serverGroups = noun({
  name: 'server groups',
  table: 'tblservergroups',
  target: 'server_groups',
  columns: {
    id: is.int('id'),
    name: is.once(
      'name',
      (row, look) => is.plain(row, 'name', look).trim(),
      'name',
      ({ id }) => `Servers ${id}`,
    ),
    fill_type: is.oneOf('filltype', { 1: 'LEAST_FULL', 2: 'FILL_UNTIL_FULL' }, 'LEAST_FULL'),
  },
});

export const servers = noun({
  name: 'servers',
  table: 'tblservers',
  target: 'servers',
  columns: {
    id: is.int('id'),
    name: is.text('name'),
    module: is.text('type'),
    hostname: is.text('hostname'),
    ip_address: is.text('ipaddress'),
    assigned_ips: is.parts('assignedips', /[\s,]+/),
    port: is.made(['port'], (row) => Number(row.port) || null),
    username: is.text('username'),
    noc: is.text('noc'),
    status_address: is.text('statusaddress'),
    monthly_cost: is.money('monthlycost'),
    currency_code: baseCurrency,
    max_accounts: is.int('maxaccounts'),
    is_active: is.unless('disabled'),
    is_default: is.flag('active'),
    nameserver1: is.text('nameserver1'),
    nameserver2: is.text('nameserver2'),
    nameserver3: is.text('nameserver3'),
    nameserver4: is.text('nameserver4'),
    nameserver5: is.text('nameserver5'),
  },
  secrets: {
    password_encrypted: {
      reads: ['password'],
      ask: (row, api) => api.decrypted(String(row.password)),
      purpose: 'server-password',
      context: (id) => `servers:${id}:password`,
    },
  },
  left: {
    accesshash: 'is encrypted at the source: enter it anew',
  },
});

export const serverMembers = noun({
  name: 'servers of groups',
  table: 'tblservergroupsrel',
  target: 'server_group_members',
  key: ['group_id', 'server_id'],
  columns: {
    group_id: is.owner('server groups', 'groupid'),
    server_id: is.owner('servers', 'serverid'),
  },
});
