/** Commands of the AWS CLI, as a POSIX shell reads them. */

/** A word that the shell leaves as it is. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * `aws ec2 create-flow-logs --resource-type VPC ...`, an option a line.
 * @param options by the CLI's names; texts and lists of texts as they are, the rest as JSON; NULL: left out
 */
export function awsCommand(
  service: string,
  operation: string,
  options: Readonly<Record<string, unknown>>,
  place: { readonly profile: string | null; readonly region: string },
): string {
  const words = [
    ...Object.entries(options).flatMap(([name, value]) => (value === null ? [] : [`--${name} ${optionText(value)}`])),
    `--region ${shellWord(place.region)}`,
    ...(place.profile === null ? [] : [`--profile ${shellWord(place.profile)}`]),
  ];
  return [`aws ${service} ${operation}`, ...words].join(' \\\n  ');
}

function optionText(value: unknown): string {
  if (typeof value === 'string') return shellWord(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.map(shellWord).join(' ');
  return shellWord(JSON.stringify(value));
}
