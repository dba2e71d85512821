/** The most texts that are remembered; they are names of the program, and few. */
const MOST = 1_000;

/** `make`, done once for each of a few texts. */
export function byText<Made>(make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined) {
      if (known.size >= MOST) known.clear();
      known.set(text, (made = make(text)));
    }
    return made;
  };
}
