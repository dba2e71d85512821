import { useMutation } from '@apollo/client/react';
import { type FormEvent, useEffect, useRef } from 'react';
import type { TaskResolution } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { Failure, valueOf } from '../ui.tsx';

const RESOLVE = graphql(`
  mutation ResolveTask($input: ResolveTaskInput!) {
    resolveTask(input: $input) {
      task {
        ...TaskFacts
      }
    }
  }
`);

interface Props {
  taskId: string;
  isDomain: boolean;
  onClosed: () => void;
}

/** Asks a person what became of a task at its provider, and records it as if the provider had said so. */
export function Resolve({ taskId, isDomain, onClosed }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [resolve, { error, loading }] = useMutation(RESOLVE);
  useEffect(() => dialog.current?.showModal(), []);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const input = {
      taskId,
      as: valueOf(form, 'as') as TaskResolution,
      note: valueOf(form, 'note'),
      expiresOn: valueOf(form, 'expiresOn') || null,
    };
    const done = await resolve({ variables: { input } });
    if (!done.error) dialog.current?.close();
  };
  return (
    <dialog ref={dialog} aria-labelledby="resolve" onClose={onClosed}>
      <h2 id="resolve">What became of it?</h2>
      <form onSubmit={(event) => void submit(event)}>
        <label className="check">
          <input type="radio" name="as" value="SUCCEEDED" defaultChecked /> It was done
        </label>
        <label className="check">
          <input type="radio" name="as" value="REJECTED" /> It was not done, and will not be
        </label>
        {isDomain && (
          <label>
            New expiry date, where it is another than ordered
            <input type="date" name="expiresOn" />
          </label>
        )}
        <label>
          How did you find out?
          <textarea name="note" rows={3} required />
        </label>
        <Failure error={error} />
        <div className="tools">
          <button className="main" disabled={loading}>
            Record it
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Not yet
          </button>
        </div>
      </form>
    </dialog>
  );
}
