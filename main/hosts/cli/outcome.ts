/** How a command ends: its exit code and its error line. */

export const exitCodes = { done: 0, failed: 1, badArguments: 2, cancelled: 130 } as const;

/** What was typed is wrong: these end with 2, all else that fails with 1. */
export const argumentCodes: readonly string[] = [
  'bad_arguments',
  'confirmation_needed',
  'bad_input',
  'bad_address',
  'bad_port',
  'bad_protocol',
  'bad_interface',
  'bad_instance',
  'bad_id',
  'bad_flag',
  'bad_path',
  'bad_folder',
  'bad_service',
  'bad_time',
  'bad_zone',
  'bad_window',
  'sql_too_long',
  'several_statements',
  'bad_parameter',
];

/** `error[code]: message`, and the engine's or AWS's own text below. Never a stack. */
export function errorLine(error: {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}): string {
  const { reason } = error.details;
  const own = typeof reason === 'string' && reason !== '' && !error.message.includes(reason) ? `${reason.trimEnd()}\n` : '';
  return `error[${error.code}]: ${error.message}\n${own}`;
}
