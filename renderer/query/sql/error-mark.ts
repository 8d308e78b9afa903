/** The word that an engine stumbled over, underlined, its line marked at the edge. Gone with the first change of the text. */
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import { isSolid, lexemes } from '../../../main/flowlogs/sql-lexer.ts';

const setMark = StateEffect.define<number | null>();

const word = Decoration.mark({ class: 'sql-error-word' });
const line = Decoration.line({ class: 'sql-error-line' });

export const errorMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setMark)) return effect.value === null ? Decoration.none : marksAt(transaction.state.doc.toString(), effect.value);
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks the place, brings it into sight, and puts the cursor there; NULL takes the mark away. */
export function markError(view: EditorView, offset: number | null): void {
  if (offset === null) {
    if (view.state.field(errorMark).size > 0) view.dispatch({ effects: setMark.of(null) });
    return;
  }
  const at = Math.min(offset, view.state.doc.length);
  view.dispatch({ effects: [setMark.of(at), EditorView.scrollIntoView(at, { y: 'center' })], selection: { anchor: at } });
}

function marksAt(text: string, offset: number): DecorationSet {
  const solid = lexemes(text).filter(isSolid);
  // Behind the last word the statement breaks off: that word is what there is to show.
  const found = solid.find(({ to }) => to > offset) ?? solid.at(-1);
  if (!found) return Decoration.none;
  const start = text.lastIndexOf('\n', found.from - 1) + 1;
  return Decoration.set([line.range(start), word.range(found.from, found.to)]);
}
