import { isBackOffice } from '#core/actor.ts';
import { builder } from '#schema/builder.ts';

/** The function of a panel that signs somebody in to an account. */
const SIGN_IN = 'createLoginLink';

const PanelLogin = builder.objectRef<{ isAvailable: boolean }>('PanelLogin').implement({
  read: 'services:read',
  description: "Signing in to a service's panel without its password.",
  fields: (t) => ({
    isAvailable: t.exposeBoolean('isAvailable', {
      description: `Whether the service is active and its panel makes links that sign the actor in: \`runServiceAction\` with the action \`${SIGN_IN}\`.`,
    }),
  }),
});

builder.prismaObjectFields('Service', (t) => ({
  panelLogin: t.field({
    type: PanelLogin,
    description: "Whether one can sign in to the service's panel from here.",
    select: { status: true, hasAccount: true, product: { select: { serverModule: true } } },
    resolve: ({ status, hasAccount, product }, _args, { app, actor }) => {
      const { functions } = app.providers.find('panel', product.serverModule) ?? {};
      const mayRun =
        functions?.[SIGN_IN]?.ownerMayRun || (functions?.[SIGN_IN] && isBackOffice(actor));
      return { isAvailable: status === 'ACTIVE' && hasAccount && Boolean(mayRun) };
    },
  }),
}));
