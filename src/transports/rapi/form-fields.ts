/** A form field as the graph gives it. */
interface Field {
  name: string;
  label: string;
  type: string;
  required: boolean;
  value?: string | null | undefined;
  options: readonly { value: string; label: string }[];
}

/** The fields of a form in the old spelling: `{name, label, type, required, value?, options?}`. */
export const formFields = (fields: readonly Field[]) =>
  fields.map(({ name, label, type, required, value, options }) => ({
    name,
    label,
    type: type.toLowerCase(),
    required,
    ...(value !== null && value !== undefined && { value }),
    ...(options.length > 0 && {
      options: Object.fromEntries(options.map((option) => [option.value, option.label])),
    }),
  }));
