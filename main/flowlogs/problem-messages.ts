/** English sentences for what can be wrong with a form: for the terminal, and for an error that crosses without a page. */
import type { Problem } from './parsed.ts';

export function problemMessage({ code, details }: Problem): string {
  const value = JSON.stringify(details.value ?? '');
  switch (code) {
    case 'bad_address':
      return `${value} is not an address. Give IPv4, IPv6 or CIDR, such as 192.168.0.10, 2001:db8::1 or 10.0.0.0/8.`;
    case 'bad_port':
      return `${value} is not a port. Give a number from 0 to 65535 or a range, such as 443 or 8000-8999.`;
    case 'bad_protocol':
      return `${value} is not a protocol. Give a name or a number from 0 to 255, such as tcp, udp, icmp or 47.`;
    case 'bad_interface':
      return `${value} is not a network interface. Give its id, such as eni-0a1b2c3d4e5f60718.`;
    case 'bad_instance':
      return `${value} is not an instance. Give its id, such as i-0a1b2c3d4e5f60718.`;
    case 'bad_id':
      return `${value} is not an id of this kind. Give one such as ${details.example ?? ''}.`;
    case 'bad_flag':
      return `${value} is not a TCP flag. Give syn, syn-ack, fin or rst.`;
    case 'bad_path':
      return `${value} is not a traffic path. Give a number from 1 to 8.`;
    case 'bad_service':
      return `${value} is not the name of an AWS service. Give one such as S3 or DYNAMODB.`;
    case 'bad_time':
      return `${value} is not a time. Give 2022-11-28T12:15, with seconds, Z or an offset if need be, or Unix seconds.`;
    case 'bad_zone':
      return `${value} is not a time zone. Give an IANA name, such as Asia/Tokyo.`;
    case 'bad_window':
      return 'The window ends before it begins. Exchange from and to.';
    case 'sql_too_long':
      return `The statement has ${details.sizeBytes} bytes; Athena takes ${details.mostBytes}. Leave some values out, or give a CIDR for many addresses.`;
    case 'bad_column':
      return details.kind === undefined
        ? `The table has no column for ${value}. Leave this filter out.`
        : `The kind ${details.kind} needs ${details.value ?? ''}, which the table does not have. Choose another kind.`;
    case 'bad_sql':
      return 'There is no statement. Type one, or go back to the form.';
    case 'several_statements':
      return `There is more than one statement: the second begins in line ${details.line}, column ${details.column}. Give one at a time. Nothing was sent.`;
    case 'bad_parameter':
      return details.expected === undefined
        ? `${value} is not a value of the type ${details.type ?? ''}, which parameter ${details.index ?? ''} has.`
        : `The ? in the statement (${details.expected}) and the values given (${details.given}) differ in number.`;
    default:
      return `${value} cannot be used here.`;
  }
}
