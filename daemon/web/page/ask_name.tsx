import { useEffect, useRef } from 'preact/hooks';
import { saveName, savedName } from './remarks';

/// Asks who speaks; null: nobody said.
export function AskName({ onName }: { onName: (name: string | null) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  // Closed before it goes, so that the focus returns to where it was.
  const finish = (said: string | null) => {
    dialog.current?.close();
    onName(said);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const said = name.current!.value.trim();
    if (!said) return;
    saveName(said);
    finish(said);
  };
  return (
    <dialog ref={dialog} aria-labelledby="who" onCancel={() => onName(null)}>
      <form onSubmit={submit}>
        <h2 id="who">Who is on it?</h2>
        <p>Others see this name beside the surge. It is kept in this browser.</p>
        <label>Your name <input ref={name} name="name" required maxLength={60} autocomplete="nickname" defaultValue={savedName()} /></label>
        <div class="verdict">
          <button type="submit" class="primary">That’s me</button>
          <button type="button" onClick={() => finish(null)}>Cancel</button>
        </div>
      </form>
    </dialog>
  );
}
