import { type ASTNode, type DocumentNode, Kind, visit } from 'graphql';
import { onceFor } from '#core/once-for.ts';

/** Where a value stands below an operation's field: argument, input field, place in a list. */
export type InputPath = (string | number)[];

/** The path of each value and object of a document's arguments. */
interface Places {
  ofNode: ReadonlyMap<ASTNode, InputPath>;
  /** Where a variable is used first. */
  ofVariable: ReadonlyMap<string, InputPath>;
}

/** The path of a value that stands in a document; undefined where it stands in no argument. */
export const placeOfNode = (document: DocumentNode, node: ASTNode): InputPath | undefined =>
  placesIn(document).ofNode.get(node);

/** A path below a variable as a path below the argument that the variable is given to. */
export function placeOfVariable(document: DocumentNode, [name, ...rest]: InputPath): InputPath {
  const place = placesIn(document).ofVariable.get(String(name)) ?? [name ?? ''];
  return [...place, ...rest];
}

const placesIn = onceFor((document: DocumentNode): Places => {
  const ofNode = new Map<ASTNode, InputPath>();
  const ofVariable = new Map<string, InputPath>();
  visit(document, {
    Argument(argument) {
      note(argument.value, [argument.name.value]);
      return false;
    },
    VariableDefinition({ variable, defaultValue }) {
      if (defaultValue) note(defaultValue, [variable.name.value]);
      return false;
    },
  });

  function note(node: ASTNode, path: InputPath): void {
    ofNode.set(node, path);
    if (node.kind === Kind.VARIABLE) {
      if (!ofVariable.has(node.name.value)) ofVariable.set(node.name.value, path);
    } else if (node.kind === Kind.LIST)
      for (const [at, value] of node.values.entries()) note(value, [...path, at]);
    else if (node.kind === Kind.OBJECT)
      for (const field of node.fields) {
        ofNode.set(field, [...path, field.name.value]);
        note(field.value, [...path, field.name.value]);
      }
  }
  return { ofNode, ofVariable };
});
