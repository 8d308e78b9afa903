import { expect, it } from 'vitest';
import { externalLink } from '../../../../main/hosts/electron/external-links.ts';

it.each([
  'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',
  'https://ap-northeast-1.console.aws.amazon.com/athena/home?region=ap-northeast-1#/query-editor',
  'https://d-9567abcdef.awsapps.com/start/#/device?user_code=ABCD-EFGH',
  'https://ssoins-7223abcd.portal.us-east-1.app.aws/',
  'https://device.sso.eu-west-1.amazonaws.com/?user_code=ABCD-EFGH',
  'https://oidc.us-gov-west-1.amazonaws.com/authorize?client_id=x',
  'https://device.sso.cn-north-1.amazonaws.com.cn/',
  'https://device.sso.eusc-de-east-1.amazonaws.eu/?user_code=ABCD-EFGH',
  'https://identitycenter.amazonaws.com/ssoins-7223abcd',
  'https://us-east-1.signin.aws.amazon.com/v1/authorize',
  'HTTPS://DOCS.AWS.AMAZON.COM/a b',
])('opens %s', (address) => {
  expect(externalLink(address)).toBe(new URL(address).href);
});

it.each([
  'http://docs.aws.amazon.com/',
  'https://example.com/',
  'https://docs.aws.amazon.com.example.com/',
  'https://evildocs.aws.amazon.com/',
  'https://xawsapps.com/',
  'https://docs.aws.amazon.com@example.com/',
  'https://user:pass@docs.aws.amazon.com/',
  'https://docs.aws.amazon.com:8443/',
  'https://docs.aws.amazon.com./',
  // Anybody can have these.
  'https://bucket.s3.ap-northeast-1.amazonaws.com/index.html',
  'https://x.execute-api.us-east-1.amazonaws.com/',
  'https://device.sso.evil.example.amazonaws.com/',
  'https://device.sso.eu-west-1.amazonaws.eu.example.com/',
  'https://x.identitycenter.amazonaws.com/',
  'https://a.device.sso.us-east-1.amazonaws.com/',
  // A full-width dot and a Cyrillic letter.
  'https://docs.aws.amazon.com．example.com/',
  'https://docs.аws.amazon.com/',
  'https:\\\\example.com\\docs.aws.amazon.com',
  'file:///etc/passwd',
  'smb://docs.aws.amazon.com/share',
  'ms-msdt:/id',
  'ms-settings:',
  'search-ms:query=x',
  'javascript:alert(1)',
  'data:text/html,x',
  'app://nagare/',
  'docs.aws.amazon.com',
  '//docs.aws.amazon.com/',
  '',
  ' ',
])('refuses %s', (address) => {
  expect(externalLink(address)).toBeNull();
});
