/** CodeMirror with Trino's words and the page's colours: a live view, or the editor of a free query. */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { SQLDialect, sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { Table } from '../../../preload/contract/query.ts';
import { styleNonce } from '../../api/style-nonce.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { completionsFor } from './completion.ts';
import { errorMark, markError } from './error-mark.ts';
import './sql-editor.css';
import { trinoFunctions } from './trino-functions.ts';
import { keywords, types } from './trino-words.ts';

const trino = SQLDialect.define({
  doubleQuotedStrings: false,
  keywords: keywords.join(' '),
  builtin: trinoFunctions.map(({ name }) => name).join(' '),
  types: types.join(' '),
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--sql-keyword)' },
  { tag: tags.string, color: 'var(--sql-string)' },
  { tag: tags.special(tags.string), color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--sql-number)' },
  { tag: tags.comment, color: 'var(--sql-comment)' },
]);

export function SqlEditor({
  label,
  value,
  table,
  isEditable,
  autoFocus = false,
  errorAt = null,
  onChange,
  onFormat,
}: {
  readonly label: string;
  readonly value: string;
  /** Its columns are completed. */
  readonly table: Table | null;
  readonly isEditable: boolean;
  readonly autoFocus?: boolean;
  /** Where the last run failed, UTF-16 offset; the mark goes with the first change. */
  readonly errorAt?: number | null;
  readonly onChange: (value: string) => void;
  /** Its key: Ctrl/Cmd+Shift+F. */
  readonly onFormat: () => void;
}) {
  const words = useLanguage();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changing = useRef(new Compartment());
  const latest = useRef({ onChange, onFormat, value });
  latest.current = { onChange, onFormat, value };

  useEffect(() => {
    if (!host.current) return;
    const nonce = styleNonce();
    const created = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          nonce === null ? [] : EditorView.cspNonce.of(nonce),
          syntaxHighlighting(colours),
          EditorView.lineWrapping,
          sql({ dialect: trino }),
          errorMark,
          changing.current.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.state.readOnly) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = created;
    return () => {
      created.destroy();
      view.current = null;
    };
  }, []);

  useEffect(() => {
    const attributes = EditorView.contentAttributes.of({
      'aria-label': label,
      spellcheck: 'false',
      ...(isEditable ? {} : { tabindex: '0' }),
      ...(errorAt === null ? {} : { 'aria-invalid': 'true' }),
    });
    const editing = [
      history(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ icons: false, ...(table ? { override: [completionsFor(table, words)] } : {}) }),
      keymap.of([
        {
          key: 'Mod-Shift-f',
          run: () => {
            latest.current.onFormat();
            return true;
          },
        },
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...historyKeymap,
        ...completionKeymap,
      ]),
    ];
    view.current?.dispatch({
      effects: changing.current.reconfigure([
        attributes,
        EditorState.readOnly.of(!isEditable),
        EditorView.editable.of(isEditable),
        isEditable ? editing : [],
      ]),
    });
  }, [label, isEditable, errorAt, table, words]);

  useEffect(() => {
    if (isEditable && autoFocus) view.current?.focus();
  }, [isEditable, autoFocus]);

  useEffect(() => {
    const current = view.current;
    if (!current || current.state.doc.toString() === value) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } });
  }, [value]);

  // After the text has been taken over, which would take the mark away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a text that is back as it failed is marked again.
  useEffect(() => {
    if (view.current) markError(view.current, errorAt);
  }, [errorAt, value]);

  return <div className={isEditable ? 'sql-editor sql-editor-edit' : 'sql-editor'} ref={host} />;
}
