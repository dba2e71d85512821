import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import { idList, idText, keyText } from '#transports/rapi/format.ts';

export const GetAdminDetails = legacy({
  params: fields({ admin_id: id }),
  operation: graphql(`
    query GetAdminDetails($id: ID!) {
      admin(id: $id) {
        databaseId
        fullName
        notes
        signature
        permissions
        departmentIds
        gatewayVersion
      }
    }
  `),
  variables: (p) => ({ id: encodeId('Admin', p.admin_id) }),
  present: (data) => {
    const admin = found(data.admin, 'ADMIN_NOT_FOUND');
    return {
      adminid: idText(admin.databaseId),
      admin_id: idText(admin.databaseId),
      name: admin.fullName,
      notes: admin.notes,
      signature: admin.signature,
      allowedpermissions: admin.permissions.join(','),
      departments: idList(admin.departmentIds.map(keyText)),
      whmcs: { version: admin.gatewayVersion, canonicalversion: admin.gatewayVersion },
    };
  },
  errors: { ADMIN_NOT_FOUND: 'Admin ID Not Found' },
});
