import { createHash } from 'node:crypto';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, line } from '#transports/rapi/params.ts';
import { dateTimeText, oneOrZero, textOrBlank, keyText } from '#transports/rapi/format.ts';

export const GetAdminUsers = legacy({
  params: fields({ group_id: id.optional(), email: line(255).optional() }),
  operation: graphql(`
    query GetAdminUsers($filter: AdminFilter) {
      admins(filter: $filter) {
        databaseId
        uuid
        role {
          databaseId
        }
        username
        secondFactors
        firstName
        lastName
        fullName
        email
        signature
        notes
        template
        language
        isDisabled
        loginAttempts
        departmentIds
        notifiedDepartmentIds
        homepageWidgets
        hiddenHomepageWidgets
        createdAt
        updatedAt
      }
    }
  `),
  variables: (p) => ({
    filter: { roleId: globalId('AdminRole', p.group_id), email: p.email },
  }),
  present: ({ admins }) => ({
    count: admins.length,
    admin_users: admins.map((admin) => ({
      id: admin.databaseId,
      uuid: admin.uuid,
      roleId: admin.role.databaseId,
      group_id: admin.role.databaseId,
      username: admin.username,
      twoFactorAuthModule: textOrBlank(admin.secondFactors[0]),
      first_name: admin.firstName,
      last_name: admin.lastName,
      email: admin.email,
      signature: admin.signature,
      notes: admin.notes,
      template: admin.template,
      language: admin.language,
      isDisabled: oneOrZero(admin.isDisabled),
      loginAttempts: admin.loginAttempts,
      supportDepartmentIds: admin.departmentIds.map(keyText),
      receivesTicketNotifications: admin.notifiedDepartmentIds.map(keyText),
      homepageWidgetsConfig: jsonText(admin.homepageWidgets),
      hiddenHomepageWidgets: jsonText(admin.hiddenHomepageWidgets),
      created_at: dateTimeText(admin.createdAt),
      updated_at: dateTimeText(admin.updatedAt),
      fullName: admin.fullName,
      gravatarHash: createHash('md5').update(admin.email).digest('hex'),
    })),
  }),
});

const jsonText = (value: unknown) => (value ? JSON.stringify(value) : '');
