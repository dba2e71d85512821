/** `YES` or `NO`, as the catalogue's own parameters are written. */
export const yesNoText = (value: boolean): 'YES' | 'NO' => (value ? 'YES' : 'NO');
