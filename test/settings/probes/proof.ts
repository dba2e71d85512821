import type { World } from '#test/settings/world.ts';

const VERIFY = `mutation ($input: CartVerifyDomainOwnedInput!) {
  cartVerifyDomainOwned(input: $input) { problem proof { isVerified txtRecord } } }`;

/** Whether a domain is proved by the record that was asked for. */
export async function proved({ gateway, name, dns }: World): Promise<boolean> {
  const domainName = `${name()}.example`;
  const verify = async () =>
    (await gateway.data(VERIFY, { input: { domainName } }, 'carol')).cartVerifyDomainOwned;
  const { proof } = await verify();
  dns.texts.set(domainName, [proof.txtRecord]);
  return (await verify()).proof.isVerified;
}
