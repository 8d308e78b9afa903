/** Words for every failure: what happened, then what was kept and what to do. */
import type { AthenaFailureKind } from '../../main/flowlogs/athena-failure-kinds.ts';
import { athenaFailureText, type FailureText } from '../../main/flowlogs/athena-failure-text.ts';
import { athenaFailure } from '../../main/flowlogs/athena-failures.ts';
import type { ErrorCode, ErrorDetails, WireError } from '../../preload/contract/errors.ts';
import { errorTextsEn } from './error-texts-en.ts';
import { errorTextsJa } from './error-texts-ja.ts';
import type { ErrorWords, Words } from './error-words.ts';
import { formatFor } from './format.ts';
import type { Language } from './language.tsx';

export const errorTexts: { readonly [L in Language]: Readonly<Record<ErrorCode, ErrorWords>> } = { en: errorTextsEn, ja: errorTextsJa };

/** Of other codes only what is told exactly: these may come from other services than Athena. */
const EXPLAINED: { readonly [C in ErrorCode]?: ReadonlySet<AthenaFailureKind> } = {
  aws_error: new Set([
    'workgroup_disabled',
    'workgroup_missing',
    'bucket_owner',
    'results_unwritable',
    'other_region',
    'bucket_not_found',
    'database_not_found',
    'lake_formation',
    'kms',
    'engine_missing',
    'archived_file',
  ]),
  access_denied: new Set(['lake_formation', 'kms', 'results_denied', 'bucket_owner']),
};

/** Of the query, and of what it cost. */
const keptTexts: { readonly [L in Language]: { readonly [C in ErrorCode]?: string } } = {
  en: {
    query_failed: 'The query was kept; failed queries are not charged.',
    bytes_limit: 'The query was kept. What was scanned is charged.',
    aws_error: 'The query was kept.',
  },
  ja: {
    query_failed: 'クエリは残っています。失敗したクエリに料金はかかりません。',
    bytes_limit: 'クエリは残っています。スキャンした分の料金はかかります。',
    aws_error: 'クエリは残っています。',
  },
};

export interface ErrorText {
  readonly title: string;
  readonly hint: string;
  /** The other side's own words (Athena's, the system's), as they came; NULL where there are none. */
  readonly reason: string | null;
}

const said = (words: Words, details: ErrorDetails) => (typeof words === 'string' ? words : words(details));

/** An error in the words of a language. */
export function errorText(error: Pick<WireError, 'code' | 'details'> & { readonly message?: string }, language: Language): ErrorText {
  const words = errorTexts[language][error.code];
  const { reason, logId } = error.details;
  const own = typeof reason === 'string' && reason !== '' ? reason : null;
  // A bug on the page's own side has no log entry: its message is all there is.
  const bug = error.code === 'internal' && logId === undefined && error.message ? error.message : null;
  const athenas = athenasWords(error, own ?? '', language);
  if (athenas) return { ...athenas, reason: own };
  return { title: said(words.title, error.details), hint: said(words.hint, error.details), reason: own ?? bug };
}

/** What Athena said, explained; NULL where the code's own words say more. */
function athenasWords({ code, details }: Pick<WireError, 'code' | 'details'>, reason: string, language: Language): FailureText | null {
  const number = (value: ErrorDetails[string] | undefined) => (typeof value === 'number' ? value : null);
  const said = athenaFailure(reason, number(details.errorCategory), number(details.errorType));
  const { expectedBucketOwner: owner } = details;
  // AWS's own text says only that access was denied.
  const failure = typeof owner === 'string' ? { ...said, kind: 'bucket_owner' as const, name: owner } : said;
  const isOwn = code === 'query_failed' || code === 'bytes_limit';
  if (!isOwn && !EXPLAINED[code]?.has(failure.kind)) return null;
  const { cutoffBytes } = details;
  const limit = typeof cutoffBytes === 'number' ? formatFor(language).bytes(cutoffBytes) : null;
  const { title, hint } = athenaFailureText(code === 'bytes_limit' ? { ...failure, name: limit } : failure, language);
  const kept = keptTexts[language][code] ?? keptTexts[language].aws_error;
  return { title, hint: `${hint}${language === 'ja' ? '' : ' '}${kept}` };
}
