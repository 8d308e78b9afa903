/** Suggestions as CodeMirror's completions. */
import { type Completion, type CompletionSource, pickedCompletion } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import type { Table } from '../../../preload/contract/query.ts';
import type { Language } from '../../i18n/language.tsx';
import { type Suggestion, suggestionsAt } from './suggestions.ts';

const boosts: Readonly<Record<Suggestion['kind'], number>> = { column: 3, value: 3, table: 2, keyword: 1, function: 0, type: -1 };

export function completionsFor(table: Table, language: Language): CompletionSource {
  return ({ state, pos, explicit }) => {
    const found = suggestionsAt(state.doc.toString(), pos, table, explicit);
    if (!found) return null;
    const { from, to, items } = found;
    return { from, to, options: items.map((item) => completionOf(item, language)), validFor: /^[\w-]*$/ };
  };
}

function completionOf({ kind, label, detail, info, text }: Suggestion, language: Language): Completion {
  const shown = { label, detail, type: kind, boost: boosts[kind], ...(info ? { info: info[language] } : {}) };
  return kind === 'function' ? { ...shown, apply: applyCall } : { ...shown, apply: text };
}

/** The cursor ends up inside the parentheses; where there are some already, none are added. */
function applyCall(view: EditorView, completion: Completion, from: number, to: number): void {
  const hasOwn = view.state.sliceDoc(to, to + 1) === '(';
  const insert = `${completion.label}${hasOwn ? '' : '()'}`;
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + completion.label.length + 1 },
    annotations: pickedCompletion.of(completion),
    userEvent: 'input.complete',
  });
}
