import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { domainName } from '#transports/rapi/params.ts';
import { cartErrorTexts, wrongDomain } from './errors.ts';

export const CartVerifyDomainOwned = legacy({
  params: fields({ domain: domainName }),
  operation: graphql(`
    mutation CartVerifyDomainOwned($input: CartVerifyDomainOwnedInput!) {
      cartVerifyDomainOwned(input: $input) {
        proof {
          domainName
          isVerified
          method
          txtRecord
        }
        problem
      }
    }
  `),
  variables: (p) => ({ input: { domainName: p.domain } }),
  present: ({ cartVerifyDomainOwned: { proof, problem } }) => ({
    domain: proof.domainName,
    verified: proof.isVerified,
    method: proof.method.toLowerCase(),
    ...(proof.isVerified ? {} : { token: proof.txtRecord }),
    ...(problem && { warning: problem }),
  }),
  errors: cartErrorTexts,
  wrong: wrongDomain,
});
