/** What a message box of the system says when there is no page to say it. */
import { AppError } from '../../app-error.ts';
import type { Language } from './language.ts';

export interface FailureText {
  readonly title: string;
  readonly text: string;
}

/** @param error why the app could not start  @param logId under which the log has it */
export function startFailure(error: unknown, logId: string, language: Language): FailureText {
  const isJapanese = language === 'ja';
  const title = isJapanese ? 'Nagare を起動できません' : 'Nagare cannot start';
  const path = error instanceof AppError && typeof error.details.path === 'string' ? error.details.path : '';
  switch (error instanceof AppError ? error.code : 'internal') {
    case 'data_folder':
      return {
        title,
        text: isJapanese
          ? `データフォルダーを使えません。\n${path}\n\nフォルダーがあるか、書き込み権限があるかを確認してください。別のフォルダーを使うには、環境変数 NAGARE_HOME に指定します。`
          : `The data folder cannot be used.\n${path}\n\nCheck that it exists and that this user may write to it. To use another folder, name it in the environment variable NAGARE_HOME.`,
      };
    case 'history_newer':
      return {
        title,
        text: isJapanese
          ? `このデータフォルダーは、より新しいバージョンの Nagare で作成されています。\n${path}\n\n何も変更していません。新しいバージョンをインストールしてください。`
          : `This data folder was written by a newer version of Nagare.\n${path}\n\nNothing was changed. Install the newer version.`,
      };
    case 'disk_full':
      return {
        title,
        text: isJapanese
          ? `ディスクの空き容量がありません。\n${path}\n\n以前の結果は変わっていません。空き容量を増やして、もう一度起動してください。`
          : `The disk is full.\n${path}\n\nEarlier runs are unchanged. Free some space and start again.`,
      };
    case 'already_open':
      return {
        title: isJapanese ? 'Nagare はすでに開いています' : 'Nagare is open already',
        text: isJapanese
          ? `このデータフォルダーは、ブラウザーのウィンドウで使用中です。\n${path}\n\n開いているウィンドウを使うか、それを閉じてから、もう一度起動してください。`
          : `This data folder is in use by Nagare in a browser window.\n${path}\n\nGo to that window, or close it and start again.`,
      };
    default:
      return {
        title,
        text: isJapanese
          ? `問題が発生しました。保存済みの結果は変わっていません。もう一度起動し、繰り返す場合は報告してください（ログ番号 ${logId}）。`
          : `Something went wrong. Stored runs are unchanged. Start again; if it happens again, report it with the log entry ${logId}.`,
      };
  }
}

export interface PageGoneText extends FailureText {
  readonly again: string;
  readonly quit: string;
}

/** The page died twice in a row. */
export function pageGone(language: Language): PageGoneText {
  return language === 'ja'
    ? {
        title: '画面を表示できなくなりました',
        text: '実行中のクエリは続いています。保存済みの結果は変わっていません。',
        again: '読み込み直す',
        quit: 'Nagare を終了',
      }
    : {
        title: 'The window stopped working',
        text: 'Runs go on, and what was stored is unchanged.',
        again: 'Load It Again',
        quit: 'Quit Nagare',
      };
}
