/** What to do about failures whose usual words speak of a query. */
import type { ErrorCode } from '../../preload/contract/errors.ts';

type Hints = { readonly [C in ErrorCode]?: string };

const en: Hints = {
  credentials_expired: 'Sign in again (aws sso login), then try again.',
  sign_in_needed: 'Sign in to go on (or run aws sso login).',
  access_denied: 'Ask for the permission named below, or choose another profile.',
  throttled: 'Wait a moment and try again. What is there already is left as it is.',
  network: 'Check the network, proxy and region, then try again.',
  clock_wrong: 'Set the date and time of the computer (automatically, if possible), then try again.',
  aws_error: 'What AWS said stands below. Doing it again is safe: what is there already is left as it is.',
  table_not_found: 'It may have been deleted elsewhere. Read the list again.',
  target_unwritable: 'Choose another folder, one that can be made and written to.',
  cancelled: 'What was done before it stays.',
};

const ja: Hints = {
  credentials_expired: 'もう一度サインインして（aws sso login）、再度試してください。',
  sign_in_needed: '続けるにはサインインしてください（aws sso login でもかまいません）。',
  access_denied: '下に示す権限を依頼するか、別のプロファイルを選んでください。',
  throttled: '少し待ってから、もう一度試してください。すでにあるものは変更しません。',
  network: 'ネットワーク、プロキシ、リージョンを確認して、もう一度試してください。',
  clock_wrong: 'コンピューターの日付と時刻を（できれば自動で）合わせて、もう一度試してください。',
  aws_error: 'AWS のメッセージを下に示します。すでにあるものは変更しないため、もう一度実行しても問題ありません。',
  table_not_found: '別の場所で削除された可能性があります。一覧を読み直してください。',
  target_unwritable: '作成して書き込める別のフォルダーを選んでください。',
  cancelled: 'それまでに行った分は残っています。',
};

export const errorHints = { en, ja } as const;
