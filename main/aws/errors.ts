/** What the SDK throws, as the app's own errors. AWS's text is kept as `details.reason`; secrets never are. */
import type { ErrorCode, ErrorDetails } from '../../preload/contract/errors.ts';
import { regions } from '../../preload/contract/regions.ts';
import { AppError } from '../app-error.ts';
import { NOT_AWS } from './foreign-answer.ts';
import { scrub } from './scrub.ts';

/** What was asked when it failed. */
export interface Asked {
  /** As IAM names it without the service: `StartQueryExecution`. */
  readonly operation: string;
  readonly profile: string | null;
  readonly region: string | null;
}

interface Thrown {
  readonly name: string;
  readonly message: string;
  /** Node's own: `ECONNREFUSED`. */
  readonly code: string;
  readonly status: number;
  /** It came from the SDK or the service, and is no bug of ours. */
  readonly isFromAws: boolean;
  /** A SOCKS proxy refused, or is not there. Its library gives no code, and the SDK marks the error as an answer of AWS. */
  readonly isFromSocks: boolean;
}

const sentences: Partial<Readonly<Record<ErrorCode, string>>> = {
  aws_profile: 'The AWS profile cannot be used. Check it in the AWS configuration files.',
  credentials_missing: 'No AWS credentials that are accepted were found. Choose a profile or sign in with the AWS CLI.',
  credentials_expired: 'The AWS credentials have expired. Sign in again.',
  access_denied: 'AWS denied access. Ask for the permission, or choose another profile.',
  throttled: 'AWS is answering too many requests right now. Wait a moment and try again.',
  network: 'AWS cannot be reached. Check the network, the proxy and the region.',
  clock_wrong: 'AWS refuses requests because the clock of this computer is wrong. Set its date and time.',
  region_missing: 'No AWS region that can be used is set. Give one.',
  table_not_found: 'There is no such table. Check catalog, database, table and region.',
  output_location_missing: 'The workgroup has no place for query results. Set one in Athena, or choose another workgroup.',
  bad_sql: 'Athena does not accept the statement. Correct it and run it again.',
  result_gone: 'The result is no longer there. Run the query again.',
  name_in_use: 'The name is taken already. Choose another one.',
  limit_reached: 'A limit of the AWS account is reached. Remove what is not needed, or have the limit raised.',
  flow_log_not_found: 'There is no such flow log any more.',
  bucket_not_found: 'There is no such bucket. Check its name.',
  bucket_elsewhere: 'The bucket is in another region, or belongs to another account.',
  still_in_use: 'It is not empty, or still in use.',
  aws_error: 'AWS answered with an error.',
};

/**
 * @returns an AppError for what AWS, the SDK or the network says; anything else (a bug) as it came.
 * The SDK's own error is not kept as the cause: it holds the signed request.
 */
export function translateAwsError(error: unknown, asked: Asked): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const thrown = look(error);
  const code = codeOf(thrown, asked);
  if (code === null) return error;
  const reason = scrub(thrown.message);
  const details: Record<string, string | number> = { reason, ...particulars(code, reason, asked) };
  return new AppError(code, sentences[code] ?? '', { cause: new Error(`${thrown.name}: ${reason}`), details });
}

function look(error: Error): Thrown {
  const { name, message } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const metadata = '$metadata' in error ? (error.$metadata as { httpStatusCode?: number } | undefined) : undefined;
  const isFromAws = metadata !== undefined || '$fault' in error || /^(Credentials|Token)?ProviderError$/.test(name);
  const options = 'options' in error ? error.options : null;
  const isFromSocks = typeof options === 'object' && options !== null && 'proxy' in options;
  return { name, message, code, status: metadata?.httpStatusCode ?? 0, isFromAws, isFromSocks };
}

function codeOf(thrown: Thrown, asked: Asked): ErrorCode | null {
  const { name, message, code, status } = thrown;
  if (/^Region is missing|[Ii]nvalid region|Region not accepted/.test(message)) return 'region_missing';
  if (/^(Credentials|Token)?ProviderError$/.test(name)) return ofProvider(message, asked);
  if (SKEWED.test(name) || SKEWED_WORDS.test(message)) return 'clock_wrong';
  if (EXPIRED.test(name) || /security token .* expired|token .*has expired/i.test(message)) return 'credentials_expired';
  if (UNKNOWN_KEYS.test(name)) return 'credentials_missing';
  if (THROTTLED.test(name) || status === 429 || status === 503) return 'throttled';
  if (thrown.isFromSocks) return 'network';
  if (code === NOT_AWS || UNREACHED.test(code) || name === 'TimeoutError' || /Deserialization error|socket hang up/.test(message))
    return 'network';
  if (!thrown.isFromAws) return null;
  if (status >= 500) return 'network';
  return ofService(thrown, asked);
}

function ofProvider(message: string, asked: Asked): ErrorCode {
  // Asked for a role's keys, the service was out of reach, or out of breath: the profile is not to blame.
  if (UNREACHED_WORDS.test(message)) return 'network';
  if (/TooManyRequests|Throttl/.test(message)) return 'throttled';
  if (/expired|invalid|aws sso login|aws login|refresh/i.test(message) && /sso|token|session|login/i.test(message))
    return 'credentials_expired';
  return asked.profile === null ? 'credentials_missing' : 'aws_profile';
}

function ofService({ name, message, status }: Thrown, asked: Asked): ErrorCode {
  const made = ofMaking(name, message, asked);
  if (made !== null) return made;
  if (/^No output location provided|output location is required/i.test(message)) return 'output_location_missing';
  if (/^(EntityNotFound|Metadata|ResourceNotFound)/.test(name) && /not found|does not exist|unable to find/i.test(message))
    return 'table_not_found';
  if (name === 'EntityNotFoundException') return 'table_not_found';
  if (/^AccessDenied|^Forbidden$/.test(name) || /access ?denied|is not authorized to perform|insufficient permissions/i.test(message))
    return 'access_denied';
  if (asked.operation === 'StartQueryExecution' && name === 'InvalidRequestException' && SYNTAX.test(message)) return 'bad_sql';
  if (/^(NoSuchKey|NoSuchBucket|NotFound|PreconditionFailed|InvalidRange)$/.test(name) || status === 412) return 'result_gone';
  // Athena forgets an execution after 45 days, or with its workgroup.
  if (asked.operation === 'GetQueryExecution' && /^QueryExecution \S+ was not found/i.test(message)) return 'result_gone';
  if (asked.operation === 'GetQueryResults' && /could not find results|results? .*(not found|no longer|expired)/i.test(message))
    return 'result_gone';
  return status === 403 ? 'access_denied' : 'aws_error';
}

/** What making and deleting things meets; reading results knows none of it. */
function ofMaking(name: string, message: string, { operation }: Asked): ErrorCode | null {
  if (/^(BucketAlreadyExists|BucketAlreadyOwnedByYou|AlreadyExistsException|FlowLogAlreadyExists)$/.test(name)) return 'name_in_use';
  if (/^(FlowLogsLimitExceeded|LimitExceeded(Exception)?|TooManyBuckets|ResourceNumberLimitExceededException)$/.test(name))
    return 'limit_reached';
  if (name === 'InvalidFlowLogId.NotFound') return 'flow_log_not_found';
  // S3 says so of a bucket's settings to whoever is not of the bucket's account, permitted or not.
  if (/^(MethodNotAllowed|PermanentRedirect|IllegalLocationConstraintException|AuthorizationHeaderMalformed)$/.test(name))
    return 'bucket_elsewhere';
  if (name === 'BucketNotEmpty' || /\bis not empty\b/i.test(message)) return 'still_in_use';
  if (name === 'NoSuchBucket' && !/^(GetObject|ListBucket)$/.test(operation)) return 'bucket_not_found';
  return null;
}

/** The SDK has corrected its clock by then, if the answer told the time. */
const SKEWED = /^(RequestTimeTooSkewed|RequestInTheFuture)$/;
const SKEWED_WORDS = /^Signature (expired|not yet current)|difference between the request time and the current time is too large/i;
const EXPIRED = /^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/;
const UNKNOWN_KEYS =
  /^(UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignatureException|SignatureDoesNotMatch|IncompleteSignature(Exception)?|MissingAuthenticationToken(Exception)?|InvalidToken|AuthFailure)$/;
const THROTTLED =
  /^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|TooManyRequests|RequestLimitExceeded|RequestThrottled(Exception)?|SlowDown|PriorRequestNotComplete|BandwidthLimitExceeded)$/;
const UNREACHED =
  /^(ECONN\w+|ENOTFOUND|EAI_\w+|ETIMEDOUT|EPIPE|EHOST\w+|ENET\w+|EPROTO|ERR_(TLS|SSL)_\w+|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|DEPTH_ZERO_\w+)$/;
const UNREACHED_WORDS = /\b(ECONN\w+|ENOTFOUND|EAI_\w+|ETIMEDOUT|EHOST\w+|ENET\w+)\b|TimeoutError|socket hang up/;
const SYNTAX =
  /line \d+:\d+|mismatched input|extraneous input|no viable alternative|only one sql statement|queries of this type are not supported/i;

/** What the texts of the error name: which profile, permission, resource, line. */
function particulars(code: ErrorCode, reason: string, asked: Asked): ErrorDetails {
  switch (code) {
    case 'aws_profile':
    case 'credentials_missing':
    case 'credentials_expired':
      return asked.profile === null ? {} : { profile: asked.profile };
    case 'network':
      return { ...(asked.region === null ? {} : { region: asked.region }), ...whoAnswered(reason), ...whichRegion(reason) };
    case 'region_missing':
      return asked.region === null ? {} : { region: asked.region };
    case 'access_denied': {
      const match = /perform:? ([\w-]+:\w+)(?: on resource:? (\S+))?/.exec(reason);
      return { action: match?.[1] ?? asked.operation, ...(match?.[2] ? { resource: match[2] } : {}) };
    }
    case 'bad_sql': {
      const match = /line (\d+):(\d+)/.exec(reason);
      return match ? { line: Number(match[1]), column: Number(match[2]) } : {};
    }
    default:
      return {};
  }
}

/** The address that answered without being AWS's, of `foreign-answer.ts`. */
function whoAnswered(reason: string): ErrorDetails {
  const address = /^(https?:\/\/\S+) answered with /.exec(reason)?.[1];
  return address === undefined ? {} : { answeredBy: address };
}

/** A region in a name that nobody knows: perhaps there is none of that name. */
function whichRegion(reason: string): ErrorDetails {
  const region = /\bENOTFOUND [\w-]+\.([\w-]+)\.amazonaws\./.exec(reason)?.[1];
  return region === undefined || regions.some(({ code }) => code === region) ? {} : { unknownRegion: region };
}
