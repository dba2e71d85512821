/** What the tests of a provider package import as `hostgraph/provider/contract`. */
export { loopback, type Loopback, type LoopbackReply, type Mood } from './loopback.ts';
export { type PanelMood, type PanelStandIn, testPanel } from './panel.ts';
export { type RegistrarStandIn, testRegistrar } from './registrar.ts';
export type { TestCase } from './declaration.ts';
