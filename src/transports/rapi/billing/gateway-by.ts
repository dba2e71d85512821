import { encodeId } from '#core/ids.ts';

/** A gateway that is given by its number or its system name. */
export const gatewayBy = (provided: string): { id: string } | { name: string } =>
  /^\d{1,9}$/.test(provided) ? { id: encodeId('Gateway', provided) } : { name: provided };
