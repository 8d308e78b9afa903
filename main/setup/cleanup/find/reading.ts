/** What is denied is told, and the rest is found all the same. */
import type { Cleanup } from '../../../../preload/contract/cleanup.ts';
import { AppError } from '../../../app-error.ts';

export interface Reading {
  /** @param action IAM's name of it; where AWS itself names what it denied, that is told. @throws AppError for what is no denial: nothing could be found then */
  unlessDenied<T>(action: string, reading: Promise<T>, otherwise: T): Promise<T>;
  /** The same for one of many: what AWS refuses for whatever reason of its own (a key of the customer's, say) leaves the others. */
  unlessRefused<T>(action: string, reading: Promise<T>, otherwise: T): Promise<T>;
  /** @param location `s3://bucket/folder/` that holds too much to be looked through whole */
  partly(location: string): void;
  readonly unread: Cleanup['unread'];
}

/** A bucket that is another's, or elsewhere, may not be read either. */
const DENIED = /^(access_denied|bucket_elsewhere)$/;
const REFUSED = /^(access_denied|bucket_elsewhere|aws_error)$/;
/** What is not there has nothing that could be deleted. */
const GONE = /^(bucket_not_found|result_gone|table_not_found|flow_log_not_found)$/;

/** One reading may take several actions. NULL: AWS names none, or not as IAM does. */
function deniedAction({ code, details }: AppError): string | null {
  const action = String(details.action ?? '');
  return code === 'access_denied' && /^[a-z\d-]+:\w+$/.test(action) ? action : null;
}

export function createReading(): Reading {
  const unread: Cleanup['unread'] = [];
  const unless =
    (refused: RegExp): Reading['unlessDenied'] =>
    async (action, reading, otherwise) => {
      try {
        return await reading;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (GONE.test(error.code)) return otherwise;
        if (!refused.test(error.code)) throw error;
        unread.push({ action: deniedAction(error) ?? action, error: error.toWire() });
        return otherwise;
      }
    };
  const partly = (location: string) => {
    const error = new AppError('partly_read', `Only a part of ${location} was looked through.`);
    unread.push({ action: location, error: error.toWire() });
  };
  return { unread, partly, unlessDenied: unless(DENIED), unlessRefused: unless(REFUSED) };
}
