import { describe, expect, it } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { translateAwsError } from '../../../main/aws/errors.ts';
import { scrub } from '../../../main/aws/scrub.ts';

const asked = { operation: 'GetQueryExecution', profile: null, region: null };

function fromService(name: string, message: string, status = 400): Error {
  return Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode: status } });
}

const fromNode = (code: string) => Object.assign(new Error(`connect ${code} 10.0.0.1:443`), { code });
const named = (name: string, message: string) => Object.assign(new Error(message), { name });

function translated(error: unknown, rest: Partial<typeof asked> | { profile: string } = {}): AppError {
  const result = translateAwsError(error, { ...asked, ...rest });
  if (!(result instanceof AppError)) throw result;
  return result;
}

describe('what AWS throws', () => {
  it.each([
    [fromService('ExpiredTokenException', 'The security token included in the request is expired'), 'credentials_expired'],
    [fromService('ExpiredToken', 'The provided token has expired.'), 'credentials_expired'],
    [
      named(
        'CredentialsProviderError',
        'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
      ),
      'credentials_expired',
    ],
    [
      named('TokenProviderError', "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile."),
      'credentials_expired',
    ],
    [named('CredentialsProviderError', 'Could not load credentials from any providers'), 'credentials_missing'],
    [fromService('UnrecognizedClientException', 'The security token included in the request is invalid.'), 'credentials_missing'],
    [fromService('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', 403), 'credentials_missing'],
    [fromService('AccessDenied', 'Access Denied', 403), 'access_denied'],
    [fromService('InvalidRequestException', 'Access denied when writing to location: s3://b/'), 'access_denied'],
    [fromService('ThrottlingException', 'Rate exceeded'), 'throttled'],
    [
      fromService('TooManyRequestsException', 'You have exceeded the limit for the number of queries you can run concurrently.'),
      'throttled',
    ],
    [fromService('SlowDown', 'Please reduce your request rate.', 503), 'throttled'],
    [fromService('InternalServerException', 'oops', 500), 'network'],
    [fromNode('ECONNREFUSED'), 'network'],
    [fromNode('ENOTFOUND'), 'network'],
    [fromNode('SELF_SIGNED_CERT_IN_CHAIN'), 'network'],
    [named('TimeoutError', 'Connection timed out after 10000 ms'), 'network'],
    [new Error('Region is missing'), 'region_missing'],
    [fromService('MetadataException', 'EntityNotFoundException: Table x not found.'), 'table_not_found'],
    [fromService('EntityNotFoundException', 'Entity Not Found'), 'table_not_found'],
    [
      fromService(
        'InvalidRequestException',
        'No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.',
      ),
      'output_location_missing',
    ],
    [fromService('NoSuchKey', 'The specified key does not exist.', 404), 'result_gone'],
    [fromService('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412), 'result_gone'],
    [fromService('InvalidRequestException', 'WorkGroup x is not found.'), 'aws_error'],
    [fromService('InvalidRequestException', 'QueryExecution 5f0c was not found'), 'result_gone'],
  ])('%s is %s', (error, code) => {
    const { code: found, details, message } = translated(error);
    expect(found).toBe(code);
    expect(details.reason).toBe(error.message);
    expect(message).not.toBe('');
  });

  it('is what the profile is at fault for, when one was named', () => {
    const error = translated(
      named('CredentialsProviderError', 'Could not resolve credentials using profile: [dev] in configuration/credentials file(s).'),
      { profile: 'dev' },
    );
    expect(error).toMatchObject({ code: 'aws_profile', details: { profile: 'dev' } });
  });

  it('says which permission is missing, on what', () => {
    const message = 'User: arn:aws:iam::1:user/a is not authorized to perform: glue:GetTable on resource: arn:aws:glue:eu-west-1:1:catalog';
    expect(translated(fromService('AccessDeniedException', message)).details).toMatchObject({
      action: 'glue:GetTable',
      resource: 'arn:aws:glue:eu-west-1:1:catalog',
    });
    expect(translated(fromService('AccessDenied', 'Access Denied', 403), { operation: 'GetObject' }).details).toMatchObject({
      action: 'GetObject',
    });
  });

  it('is bad SQL, with its place, only when it comes from a start', () => {
    const error = fromService('InvalidRequestException', "line 1:15: mismatched input 'FORM'. Expecting: 'FROM'");
    expect(translated(error, { operation: 'StartQueryExecution' })).toMatchObject({ code: 'bad_sql', details: { line: 1, column: 15 } });
    expect(translated(error).code).toBe('aws_error');
  });

  it('is left alone when it is a bug of ours, or an AppError already', () => {
    const bug = new TypeError('x is not a function');
    expect(translateAwsError(bug, asked)).toBe(bug);
    const known = new AppError('result_gone', 'Gone.');
    expect(translateAwsError(known, asked)).toBe(known);
    expect(translateAwsError('text', asked)).toBe('text');
  });
});

describe('secrets', () => {
  it('are in no part of the error', () => {
    const secret = 'IQoJb3JpZ2luX2VjEXAMPLETOKEN';
    const message = `The request signature we calculated does not match the signature you provided.\n\nThe Canonical String for this request should have been\n'POST\n/\n\nx-amz-security-token:${secret}\n'`;
    const error = translated(
      Object.assign(fromService('InvalidSignatureException', message, 403), { $response: { headers: { token: secret } } }),
    );
    expect(JSON.stringify(error.toWire()) + String(error.cause) + JSON.stringify(error.cause)).not.toContain(secret);
    expect(error.details.reason).toBe('The request signature we calculated does not match the signature you provided.');
  });

  it.each([
    ['Credential=AKIAIOSFODNN7EXAMPLE/20221128/eu-west-1/s3/aws4_request, Signature=abc123', 'Credential=…, Signature=…'],
    ['the key AKIAIOSFODNN7EXAMPLE is not active', 'the key AKIA… is not active'],
    ['Command failed: /opt/helper --password hunter2\nnot allowed', 'The credential_process of the profile failed.'],
    ['nothing to hide', 'nothing to hide'],
  ])('%s', (text, shown) => {
    expect(scrub(text)).toBe(shown);
  });

  it('keeps a long text to a length that can be read', () => {
    expect(scrub('x'.repeat(10_000)).length).toBeLessThan(2100);
  });
});
