import gateway from './gateway.ts';
import registry from './registry.ts';

export default [gateway, registry];
