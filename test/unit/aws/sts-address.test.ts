import { expect, it } from 'vitest';
import { stsAddress } from '../../../main/aws/sts-api.ts';

it('knows where STS is in each partition of AWS', () => {
  expect(['ap-northeast-1', 'us-gov-west-1', 'cn-north-1', 'eusc-de-east-1'].map(stsAddress)).toEqual([
    'https://sts.ap-northeast-1.amazonaws.com',
    'https://sts.us-gov-west-1.amazonaws.com',
    'https://sts.cn-north-1.amazonaws.com.cn',
    'https://sts.eusc-de-east-1.amazonaws.eu',
  ]);
});
