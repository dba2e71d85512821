/** A telephone number in every spelling old programs look for. */
export function phoneWords({
  phoneCountryCode: calling,
  phoneNumber: number,
}: {
  phoneCountryCode: string;
  phoneNumber: string;
}) {
  const formatted = calling && number ? `+${calling}.${number}` : number;
  return {
    phonenumber: number,
    phonecc: calling,
    phonenumberformatted: formatted,
    telephoneNumber: formatted,
  };
}
