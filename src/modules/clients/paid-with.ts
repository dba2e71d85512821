/** How whatever is paid with a gateway says its system name; empty for none. */
export const gatewayModule = {
  select: { gateway: { select: { module: true } } },
  resolve: ({ gateway }: { gateway: { module: string } | null }): string => gateway?.module ?? '',
} as const;

/** How it says what people call that gateway; empty for none. */
export const gatewayTitle = {
  select: { gateway: { select: { displayName: true } } },
  resolve: ({ gateway }: { gateway: { displayName: string } | null }): string =>
    gateway?.displayName ?? '',
} as const;
