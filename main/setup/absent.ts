import { AppError } from '../app-error.ts';

/** Whether S3 says by an error that nothing is set: `NoSuchBucketPolicy`. */
export function isAbsent(error: unknown, name: string): boolean {
  return error instanceof AppError && error.cause instanceof Error && error.cause.message.startsWith(`${name}:`);
}
