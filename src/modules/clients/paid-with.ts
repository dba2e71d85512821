/** How whatever is paid with a gateway says its system name; empty for none. */
export const gatewayModule = {
  select: { gateway: { select: { label: true } } },
  resolve: ({ gateway }: { gateway: { label: string } | null }): string => gateway?.label ?? '',
} as const;

/** How it says what people call that gateway; empty for none. */
export const gatewayTitle = {
  select: { gateway: { select: { displayName: true } } },
  resolve: ({ gateway }: { gateway: { displayName: string } | null }): string =>
    gateway?.displayName ?? '',
} as const;
