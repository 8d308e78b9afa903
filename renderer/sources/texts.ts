/** Words of the source dialogs and of the check. Those that they share with the Query view are in its catalogue. */
const en = {
  // the picker
  edit: (name: string) => `Change ${name}…`,
  check: 'Check permissions…',

  // the dialog
  editTable: 'Change an Athena table',
  editFolder: 'Change a folder',
  save: 'Save',
  name: 'Name',
  checkNow: 'Check permissions',
  moreNames: 'There are more: type a part of the name.',
  denied: (action: string) => `Not allowed: ${action}. A name can be typed.`,
  notListed: (why: string) => `${why} A name can be typed.`,
  ownRegion: 'the profile’s own',
  usedBefore: 'used before',
  badRegion: 'This is no region of AWS. A region is written as ap-northeast-1.',

  // profiles
  kinds: {
    keys: 'access keys',
    sso: 'IAM Identity Center',
    role: 'role',
    process: 'credential process',
    web_identity: 'web identity',
    login: 'AWS console sign-in',
    none: 'no credentials',
  },
  kindOf: {
    sso: (session: string) => `IAM Identity Center (${session})`,
    role: (source: string) => `role through ${source}`,
    other: (source: string) => source,
  },
  defaultProfile: (profile: string) => `the profile ${profile}`,
  defaults: {
    environment: 'environment variables',
    web_identity: 'web identity of the environment',
    container: 'role of the container',
    instance: 'role of this machine, if it has one',
    none: 'no credentials found',
  },
  current: 'AWS_PROFILE',
  unknownProfile: (name: string) => `There is no profile ${name} in the AWS configuration files.`,
  problemsTitle: (n: number) =>
    n === 1 ? 'A line of the AWS configuration is not used' : `${n} lines of the AWS configuration are not used`,
  placeOf: (path: string, line: number) => `${path}, line ${line}`,
  problems: {
    unreadable: (_: string) => 'the file cannot be read.',
    is_folder: (_: string) => 'this is a folder, not a file.',
    too_large: (_: string) => 'the file is larger than 4 MB and was not read.',
    not_utf8: (_: string) => 'the file is not in UTF-8.',
    section_unclosed: (_: string) => 'the section is not closed by ].',
    section_twice: (name: string) => `the section ${name} is there twice; both were taken together.`,
    key_outside: (_: string) => 'a setting before the first section.',
    no_equals: (_: string) => 'a setting needs a = between its name and its value.',
    profile_word: (name: string) =>
      `[${name}] is no profile here: the config file wants [profile ${name}], the credentials file [${name}].`,
    loop: (name: string) => `the profile refers back to itself: ${name}.`,
    source_missing: (name: string) => `source_profile names ${name}, which does not exist.`,
    source_none: (name: string) => `the source profile ${name} has no credentials.`,
    role_without_source: (name: string) => `the profile ${name} has a role_arn, but neither source_profile nor credential_source.`,
    role_two_sources: (name: string) => `the profile ${name} has both source_profile and credential_source; only one of them may be there.`,
    credential_source_unknown: (name: string) =>
      `credential_source ${name} is not known; Environment, Ec2InstanceMetadata and EcsContainer are.`,
    session_missing: (name: string) => `sso_session names ${name}, for which there is no section [sso-session ${name}].`,
    sso_incomplete: (name: string) => `missing for signing in: ${name}.`,
    keys_incomplete: (name: string) => `the profile ${name} has only one of aws_access_key_id and aws_secret_access_key.`,
  },
};

const ja: typeof en = {
  edit: (name) => `${name} を変更…`,
  check: '権限を確認…',

  editTable: 'Athena テーブルの変更',
  editFolder: 'フォルダーの変更',
  save: '保存',
  name: '名前',
  checkNow: '権限を確認',
  moreNames: 'ほかにもあります。名前の一部を入力してください。',
  denied: (action) => `${action} が許可されていません。名前は直接入力できます。`,
  notListed: (why) => `${why} 名前は直接入力できます。`,
  ownRegion: 'プロファイルの設定',
  usedBefore: '使用済み',
  badRegion: 'AWS のリージョンではありません。ap-northeast-1 のように入力してください。',

  kinds: {
    keys: 'アクセスキー',
    sso: 'IAM Identity Center',
    role: 'ロール',
    process: 'credential_process',
    web_identity: 'ウェブ ID',
    login: 'AWS コンソールのサインイン',
    none: '認証情報なし',
  },
  kindOf: {
    sso: (session) => `IAM Identity Center (${session})`,
    role: (source) => `ロール (${source} 経由)`,
    other: (source) => source,
  },
  defaultProfile: (profile) => `プロファイル ${profile}`,
  defaults: {
    environment: '環境変数',
    web_identity: '環境のウェブ ID',
    container: 'コンテナのロール',
    instance: 'このマシンのロール (ある場合)',
    none: '認証情報が見つかりません',
  },
  current: 'AWS_PROFILE',
  unknownProfile: (name) => `AWS の設定ファイルにプロファイル ${name} はありません。`,
  problemsTitle: (n) => `AWS の設定に使われない行が ${n} 行あります`,
  placeOf: (path, line) => `${path} の ${line} 行目`,
  problems: {
    unreadable: () => 'ファイルを読み取れません。',
    is_folder: () => 'ファイルではなくフォルダーです。',
    too_large: () => 'ファイルが 4 MB を超えるため、読み取りませんでした。',
    not_utf8: () => 'ファイルが UTF-8 ではありません。',
    section_unclosed: () => 'セクションが ] で閉じられていません。',
    section_twice: (name) => `セクション ${name} が 2 回あります。両方をまとめて使います。`,
    key_outside: () => '最初のセクションより前に設定があります。',
    no_equals: () => '設定の名前と値の間に = がありません。',
    profile_word: (name) =>
      `[${name}] はプロファイルになりません。config ファイルでは [profile ${name}]、credentials ファイルでは [${name}] と書きます。`,
    loop: (name) => `プロファイルが自分自身を参照しています: ${name}`,
    source_missing: (name) => `source_profile の ${name} がありません。`,
    source_none: (name) => `source_profile の ${name} に認証情報がありません。`,
    role_without_source: (name) => `プロファイル ${name} の role_arn に、source_profile も credential_source もありません。`,
    role_two_sources: (name) => `プロファイル ${name} に source_profile と credential_source の両方があります。片方だけにしてください。`,
    credential_source_unknown: (name) =>
      `credential_source の ${name} は使えません。Environment、Ec2InstanceMetadata、EcsContainer のいずれかを指定します。`,
    session_missing: (name) => `sso_session の ${name} に対応する [sso-session ${name}] がありません。`,
    sso_incomplete: (name) => `サインインに必要な設定がありません: ${name}`,
    keys_incomplete: (name) => `プロファイル ${name} には aws_access_key_id と aws_secret_access_key の片方しかありません。`,
  },
};

export const texts = { en, ja };
