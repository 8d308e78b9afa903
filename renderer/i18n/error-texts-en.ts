import type { ErrorCode, ErrorDetails } from '../../preload/contract/errors.ts';
import { type ErrorWords, subjectOf } from './error-words.ts';

/** `Folder not found: /logs` or `Folder not found.` */
const about =
  (sentence: string, ...keys: readonly string[]) =>
  (details: ErrorDetails) => {
    const subject = subjectOf(details, ...keys);
    return subject === '' ? `${sentence}.` : `${sentence}: ${subject}`;
  };

const place = (details: ErrorDetails) => {
  const line = subjectOf(details, 'line');
  const column = subjectOf(details, 'column');
  if (line === '') return '';
  return column === '' ? ` Look at line ${line}.` : ` Look at line ${line}, column ${column}.`;
};

export const errorTextsEn: Readonly<Record<ErrorCode, ErrorWords>> = {
  bad_arguments: { title: 'The command was not understood.', hint: 'Nothing was done. Check the arguments.' },
  bad_input: {
    title: about('This value was not accepted', 'field', 'path'),
    hint: 'Nothing was done. Check what was entered and try again.',
  },
  bad_address: {
    title: about('Not an address', 'value'),
    hint: 'Enter an IPv4 or IPv6 address or a CIDR, such as 192.168.0.10 or 10.0.0.0/8.',
  },
  bad_port: { title: about('Not a port', 'value'), hint: 'Enter a number from 0 to 65535, or a range such as 8000-8999.' },
  bad_protocol: { title: about('Not a protocol', 'value'), hint: 'Enter a name such as TCP or a number from 0 to 255.' },
  bad_interface: { title: about('Not an interface id', 'value'), hint: 'Enter an id such as eni-0a1b2c3d4e5f60718.' },
  bad_instance: { title: about('Not an instance id', 'value'), hint: 'Enter an id such as i-0a1b2c3d4e5f60718.' },
  bad_id: {
    title: about('Not an id of this kind', 'value'),
    hint: (details) => `Enter an id such as ${subjectOf(details, 'example')}.`,
  },
  bad_flag: { title: about('Not a TCP flag', 'value'), hint: 'Enter syn, syn-ack, fin or rst.' },
  bad_path: { title: about('Not a traffic path', 'value'), hint: 'Enter a number from 1 to 8.' },
  bad_folder: {
    title: about('Not the whole path of a folder', 'value'),
    hint: 'Enter an absolute folder: its path from the root or the drive on.',
  },
  bad_service: { title: about('Not a service name', 'value'), hint: 'Enter a name as AWS writes it, such as S3 or DYNAMODB.' },
  sql_too_long: {
    title: 'The SQL is longer than Athena takes (262,144 bytes).',
    hint: 'Take some of the values out, or use a CIDR for many addresses. Nothing was charged.',
  },
  confirmation_needed: {
    title: 'This query reads the whole table.',
    hint: 'Nothing was started. Choose a window, or add a condition on a partition column.',
  },
  bad_time: { title: about('Not a time', 'value'), hint: 'Enter a time between 2000 and 2100, such as 2022-11-28 12:15.' },
  bad_zone: { title: about('Unknown time zone', 'value'), hint: 'Choose a zone from the list, such as Asia/Tokyo.' },
  bad_window: { title: 'The end lies before the start.', hint: 'Choose an end that is not before the start.' },
  bad_table: {
    title: about('Not a table name', 'value'),
    hint: 'Names hold letters, digits and underscores. Choose the table from the list or check its name.',
  },
  bad_column: {
    title: about('This table does not have', 'column', 'value'),
    hint: (details) =>
      details.kind === undefined
        ? 'Take the filter out, or choose a table whose log format has the field.'
        : 'Choose another kind, or a table whose log format has the field.',
  },
  bad_sql: {
    title: 'The SQL could not be run.',
    hint: (details) => `The SQL was kept as it is; nothing was charged.${place(details)} Correct it and run it again.`,
  },
  several_statements: {
    title: 'There is more than one statement.',
    hint: 'One statement is run at a time. Keep one of them, and run the others after it. Nothing was sent.',
  },
  bad_parameter: {
    title: (details) =>
      details.expected === undefined
        ? `The value of parameter ${subjectOf(details, 'index')} cannot be used.`
        : `Parameters (?) in the statement: ${subjectOf(details, 'expected')}; values given: ${subjectOf(details, 'given')}.`,
    hint: 'Give a value of the chosen type for every ? in the statement. Nothing was sent.',
  },
  name_taken: { title: about('There is a saved query with this name', 'value'), hint: 'Choose another name, or replace the saved query.' },
  saved_query_missing: {
    title: 'This saved query is no longer there.',
    hint: 'It was deleted in another window. Save the statement again if it is still needed.',
  },

  folder_not_found: { title: about('Folder not found', 'path'), hint: 'Check the path, or choose another folder.' },
  no_flow_logs: {
    title: about('No flow logs in this folder', 'path'),
    hint: 'Choose the folder that holds the downloaded log files (.parquet or .log.gz), or one above it.',
  },
  file_not_found: { title: about('File not found', 'path'), hint: 'It may have been moved or renamed. Choose it again.' },
  file_unreadable: {
    title: about('The file cannot be read', 'path'),
    hint: 'Check that it is complete and that this user may read it. Runs saved before are unchanged.',
  },
  not_a_csv: {
    title: about('This is not a CSV with a header line', 'path', 'name'),
    hint: 'Drop a CSV file as downloaded from Athena. Nothing was stored.',
  },
  table_not_found: {
    title: about('Table not found', 'table', 'value'),
    hint: 'Check catalog, database, table and region, or choose another table.',
  },

  aws_profile: {
    title: about('This AWS profile cannot be used', 'profile'),
    hint: 'Check it in ~/.aws/config and ~/.aws/credentials, or choose another profile.',
  },
  credentials_missing: {
    title: 'No AWS credentials were found.',
    hint: 'Choose a profile, or sign in with the AWS CLI (aws configure, aws sso login), then try again. Saved runs stay readable.',
  },
  credentials_expired: {
    title: 'The AWS credentials have expired.',
    hint: 'Sign in again (aws sso login), then try again. The query was kept; saved runs stay readable.',
  },
  sign_in_needed: {
    title: (details) => about(details.method === 'mfa' ? 'An MFA code is needed' : 'A sign-in to AWS is needed', 'profile')(details),
    hint: (details) =>
      details.method === 'mfa'
        ? 'Enter the code of the MFA device to go on. The query was kept; saved runs stay readable.'
        : 'Sign in to go on (or run aws sso login). The query was kept; saved runs stay readable.',
  },
  sign_in_failed: {
    title: about('The sign-in did not succeed', 'profile'),
    hint: 'Nothing was changed. Try again, or choose another profile.',
  },
  access_denied: {
    title: about('AWS denied access', 'action', 'resource'),
    hint: 'Ask for the permission named below, or choose another profile. The query was kept.',
  },
  throttled: {
    title: 'AWS is answering too many requests right now.',
    hint: 'The query was kept. Wait a moment and run it again.',
  },
  network: {
    title: (details) =>
      details.answeredBy
        ? `Something other than AWS answered: ${details.answeredBy}`
        : details.unknownRegion
          ? `The region ${details.unknownRegion} cannot be reached.`
          : 'AWS cannot be reached.',
    hint: (details) =>
      details.answeredBy
        ? 'A proxy, the sign-in page of a network, or an endpoint_url of the AWS configuration. Check them, then try again. The query was kept.'
        : details.unknownRegion
          ? 'Nagare knows no region of that name: check how it is written, and the network. The query was kept.'
          : 'Check the network, proxy and region, then try again. The query was kept; saved runs stay readable offline.',
  },
  clock_wrong: {
    title: 'AWS refuses requests because the clock of this computer is wrong.',
    hint: 'Set the date and time of the computer (automatically, if possible), then try again. The query was kept.',
  },
  region_missing: {
    title: (details) => (details.region ? `This is no AWS region: ${details.region}` : 'No AWS region is set.'),
    hint: 'Enter the region in the source, such as ap-northeast-1.',
  },
  output_location_missing: {
    title: about('This workgroup has no place for query results', 'workgroup'),
    hint: 'Say where the results go, set a query result location for the workgroup in Athena, or choose another workgroup. Nothing was charged.',
  },
  query_failed: {
    title: 'Athena could not run the query.',
    hint: 'The query was kept; failed queries are not charged. Correct it and run it again.',
  },
  bytes_limit: {
    title: 'The query passed the workgroup’s limit of scanned data and was stopped.',
    hint: 'The query was kept. Choose a shorter window, or ask for a higher limit. What was scanned is charged.',
  },
  start_unknown: {
    title: 'Nobody can tell whether this query was started.',
    hint: 'Athena’s answer to its start was lost, and its executions cannot be searched. Look in Athena whether it runs; stop it there or run it again as needed.',
  },
  stop_failed: {
    title: (details) =>
      details.wasAsked
        ? 'Athena was told to stop the query, but has not said that it has ended.'
        : about('The query could not be stopped in Athena', 'action')(details),
    hint: ({ executionId }) =>
      `It was cancelled here and may still be running there. Look in Athena and stop it if need be${executionId ? ` (execution ${executionId})` : ''}; what it scans is charged.`,
  },
  result_gone: {
    title: 'The result is no longer there.',
    hint: 'The query was kept. Run it again to read its rows.',
  },
  large_result: {
    title: 'The result is very large for this disk.',
    hint: 'Nothing was fetched and nothing is lost. Make room on the disk, or confirm that the rows are to be fetched.',
  },
  aws_error: { title: 'AWS answered with an error.', hint: 'The query was kept. What AWS said stands below.' },

  name_in_use: {
    title: about('This name is taken already', 'name', 'value'),
    hint: 'What is there was left as it is. Choose another name.',
  },
  limit_reached: {
    title: about('A limit of the AWS account is reached', 'resource', 'name'),
    hint: 'What was made before it stays. Remove what is not needed, or have the limit raised, then do it again.',
  },
  flow_log_not_found: {
    title: about('This flow log is no longer there', 'id', 'value'),
    hint: 'It was deleted elsewhere; its files stay in S3. Read the list again.',
  },
  bucket_not_found: { title: about('There is no such bucket', 'bucket', 'value'), hint: 'Check its name, or have a new one made.' },
  bucket_elsewhere: {
    title: about('The bucket is in another region, or belongs to another account', 'bucket', 'value'),
    hint: 'Choose a bucket of this region and account. Nothing was made in it.',
  },
  delivery_refused: {
    title: about('AWS cannot deliver to this bucket', 'bucket'),
    hint: 'No flow log was made. Check the bucket’s policy and that it belongs to this account, then do it again.',
  },
  not_in_s3: {
    title: about('This flow log does not go to S3', 'id'),
    hint: 'Athena reads files in S3 alone. Make a second flow log beside it.',
  },
  stack_failed: {
    title: about('The stack could not be made or deleted', 'name', 'stack'),
    hint: 'Its events name the resource and the reason. Delete what is left of it under Clean-up, then do it again.',
  },
  still_in_use: {
    title: about('It is not empty, or still in use', 'name', 'resource'),
    hint: 'It was left as it is. Delete what is in it or uses it, then do it again.',
  },
  cleanup_not_found: { title: 'This clean-up plan is no longer there.', hint: 'Nothing was deleted. Make a new plan.' },
  cleanup_changed: {
    title: 'What is there is no longer what the plan shows.',
    hint: 'Nothing was deleted that was not in the plan as shown. Make a new plan.',
  },
  consent_missing: {
    title: about('This has to be agreed to first', 'capability', 'identity', 'value'),
    hint: 'Nothing was done. Tick the box, or type the name that is asked for.',
  },
  partly_read: {
    title: 'Only a part of it was looked through.',
    hint: 'It holds too much to be looked through whole. What lies in the rest is not in the plan, and stays.',
  },

  disk_full: {
    title: 'The disk is full.',
    hint: 'The partial file was removed; earlier runs are unchanged. Free some space and try again.',
  },
  target_unwritable: {
    title: about('The file cannot be written', 'path'),
    hint: 'Nothing was changed there. Close the file in other programs, or choose another place.',
  },
  run_not_found: {
    title: 'This run is no longer in the history.',
    hint: 'It may have been deleted in another window. Run the query again.',
  },
  run_not_finished: { title: 'This run has not finished yet.', hint: 'Wait until its rows are saved, then try again.' },
  run_taken_over: {
    title: 'Another process goes on with this run.',
    hint: 'Its rows appear in the history when it is saved.',
  },
  result_missing: {
    title: 'The stored rows of this run are missing.',
    hint: 'The result file was removed from the data folder. The query was kept: run it again.',
  },
  result_damaged: {
    title: 'The stored rows of this run are damaged.',
    hint: 'The query was kept: run it again. Other runs are not affected.',
  },
  not_comparable: {
    title: (details) => `Run ${details.side === 'b' ? 'B' : 'A'} has no columns ${details.columns ?? ''}.`,
    hint: 'Both results need them to be compared this way. Choose another way, or another run.',
  },
  history_damaged: {
    title: (details) =>
      details.runId === undefined
        ? details.inUse === true
          ? 'Part of the history is damaged.'
          : about('The history was damaged and has been set aside', 'path')(details)
        : 'The history’s entry of this run is damaged.',
    hint: (details) =>
      details.runId === undefined
        ? details.inUse === true
          ? 'Close Nagare and open it again: the history is then checked and, if it is damaged, set aside unchanged.'
          : 'A new history was begun; the old file was not changed.'
        : 'Its rows can still be read if there are any. Other runs are not affected.',
  },
  history_newer: {
    title: 'This data folder was written by a newer version of Nagare.',
    hint: 'Nothing was changed. Install the newer version, or use another data folder.',
  },
  data_folder: {
    title: about('The data folder cannot be used', 'path'),
    hint: 'Check that it exists and that this user may write to it.',
  },
  already_open: {
    title: about('Nagare is already open on this data folder', 'path'),
    hint: 'Go to the window that is open, or close it first.',
  },
  browser_missing: { title: 'No browser was found to open the window in.', hint: 'Install Chromium, Chrome or Edge, then start again.' },
  job_not_found: { title: 'This job has already ended.', hint: 'Nothing was lost. Start it again if needed.' },
  cancelled: { title: 'Cancelled.', hint: 'The query was kept.' },
  internal: {
    title: 'Something went wrong in Nagare.',
    hint: (details) => {
      const id = subjectOf(details, 'logId');
      return `Stored runs are unchanged. Try again; if it happens again, report it${id === '' ? '' : ` with the log entry ${id}`}.`;
    },
  },
};
