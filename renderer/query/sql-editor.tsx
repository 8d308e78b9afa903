/** CodeMirror with Trino's words and the page's colours: a live view, or the editor of a free query. */
import { autocompletion, type Completion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { SQLDialect, sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { fieldOf } from '../../main/flowlogs/fields.ts';
import type { Table } from '../../preload/contract/query.ts';
import { styleNonce } from '../api/style-nonce.ts';
import { type Language, useLanguage } from '../i18n/language.tsx';
import './sql-editor.css';

/** The words of Trino's SELECT that are coloured and completed. Parts of dates are left out: `day` and `hour` are columns here. */
const trino = SQLDialect.define({
  doubleQuotedStrings: false,
  keywords:
    'all and any as asc at between by case cast cross current desc distinct else end escape except exists extract fetch filter first following from full group having in inner intersect interval into is join last lateral left like limit natural not null nulls offset on only or order ordinality outer over partition preceding range recursive right row rows select some then try_cast unbounded union unnest using values when where with zone',
  builtin:
    'approx_distinct approx_percentile arbitrary avg bitwise_and cardinality coalesce concat contains count count_if date_add date_diff date_format date_parse date_trunc format_datetime from_unixtime greatest if least length lower max max_by min min_by nullif regexp_extract regexp_like replace round split_part strpos substr sum to_unixtime trim upper',
  types: 'bigint boolean char date decimal double integer ipaddress real smallint time timestamp tinyint varbinary varchar',
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--sql-keyword)' },
  { tag: tags.string, color: 'var(--sql-string)' },
  { tag: tags.special(tags.string), color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--sql-number)' },
  { tag: tags.comment, color: 'var(--sql-comment)' },
]);

function language(table: Table | null, words: Language): Extension {
  if (!table) return sql({ dialect: trino, upperCaseKeywords: true });
  const columns: Completion[] = table.columns.map((column) => {
    const field = fieldOf(column.name);
    return {
      label: column.name,
      type: 'property',
      detail: column.type,
      // Names with a hyphen, and the reserved `end` and `start`-like words, are safe only in quotes.
      apply: `"${column.name.replaceAll('"', '""')}"`,
      ...(field ? { info: field.meaning[words] } : {}),
    };
  });
  const schema = table.database === null ? { [table.table]: columns } : { [table.database]: { [table.table]: columns } };
  return sql({
    dialect: trino,
    upperCaseKeywords: true,
    schema,
    defaultTable: table.table,
    ...(table.database === null ? {} : { defaultSchema: table.database }),
  });
}

export function SqlEditor({
  label,
  value,
  table,
  isEditable,
  autoFocus = false,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  /** Its columns are completed. */
  readonly table: Table | null;
  readonly isEditable: boolean;
  readonly autoFocus?: boolean;
  readonly onChange: (value: string) => void;
}) {
  const words = useLanguage();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changing = useRef(new Compartment());
  const latest = useRef({ onChange, value });
  latest.current = { onChange, value };

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
    });
    const editing = [
      history(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ icons: false }),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
    ];
    view.current?.dispatch({
      effects: changing.current.reconfigure([
        attributes,
        language(table, words),
        EditorState.readOnly.of(!isEditable),
        EditorView.editable.of(isEditable),
        isEditable ? editing : [],
      ]),
    });
    if (isEditable && autoFocus) view.current?.focus();
  }, [label, isEditable, autoFocus, table, words]);

  useEffect(() => {
    const current = view.current;
    if (!current || current.state.doc.toString() === value) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } });
  }, [value]);

  return <div className={isEditable ? 'sql-editor sql-editor-edit' : 'sql-editor'} ref={host} />;
}
