import type { DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** How many documents are kept, and the longest of them in characters. */
const KEPT = { documents: 1_000, length: 20_000 };

/** Documents that the pipeline has parsed and found valid, by their text. */
export class KnownDocuments {
  private readonly byText = new Map<string, DocumentNode>();

  get(text: string): DocumentNode | undefined {
    return this.byText.get(text);
  }

  /** Keeps what the pipeline validates. Its rules are the same for everybody the actor. */
  plugin(): Plugin {
    const texts = new WeakMap<object, string>();
    return {
      onParse:
        ({ params }) =>
        ({ result }) => {
          if (result && !(result instanceof Error))
            texts.set(result as object, String(params.source));
        },
      onValidate:
        ({ params }) =>
        ({ valid }) => {
          const document = params.documentAST as DocumentNode;
          const text = texts.get(document);
          if (valid && text !== undefined && text.length <= KEPT.length) this.store(text, document);
        },
    };
  }

  private store(text: string, document: DocumentNode): void {
    if (this.byText.has(text)) return;
    if (this.byText.size >= KEPT.documents) this.byText.clear();
    this.byText.set(text, document);
  }
}
