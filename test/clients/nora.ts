const address = {
  address1: '2 Low Street',
  city: 'Leeds',
  state: 'Yorkshire',
  postcode: 'LS1 1AA',
  country: 'GB',
};
const email = 'nora@example.test';
const phone = '020 7946 0000';

/** A new client, as addClient is told of one. */
export const nora = { firstName: 'Nora', lastName: 'New', email, ...address, phoneNumber: phone };

/** The same one, as the old programs tell of her. */
export const noraForm = {
  first_name: 'Nora',
  last_name: 'New',
  email,
  ...address,
  phonenumber: phone,
};
