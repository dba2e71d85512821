/** `make`, done once for each object and remembered for as long as the object lives. */
export function onceFor<Key extends object, Made extends {}>(
  make: (key: Key) => Made,
): (key: Key) => Made {
  const known = new WeakMap<Key, Made>();
  return (key) => {
    let made = known.get(key);
    if (made === undefined) known.set(key, (made = make(key)));
    return made;
  };
}
