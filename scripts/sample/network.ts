/** The network that the sample was recorded in. Addresses outside it are from the ranges kept for documentation, or AWS's own. */

export const account = '123456789012';
export const region = 'ap-northeast-1';
export const vpc = 'vpc-0a11ce0f10a000001';
export const dayStart = Date.UTC(2022, 10, 28) / 1000;

export interface Interface {
  readonly id: string;
  readonly address: string;
  readonly subnet: string;
  readonly instance: string;
  readonly zone: string;
}

const id = (prefix: string, n: number) =>
  `${prefix}-0${(0x5eed_0000 + n * 0x11_0f).toString(16)}${(0xf10_3000 + n).toString(16).padStart(8, '0')}`;

function interfaceOf(n: number, address: string, tier: 'public' | 'app' | 'db', zone: 'a' | 'c', instance = true): Interface {
  const subnets = { public: 1, app: 3, db: 5 };
  return {
    id: id('eni', n),
    address,
    subnet: id('subnet', subnets[tier] + (zone === 'c' ? 1 : 0)),
    instance: instance ? id('i', n) : '-',
    zone: zone === 'a' ? 'apne1-az4' : 'apne1-az1',
  };
}

export const loadBalancer = interfaceOf(1, '192.168.0.5', 'public', 'a', false);
export const web1 = interfaceOf(2, '192.168.0.10', 'public', 'a');
export const web2 = interfaceOf(3, '192.168.0.11', 'public', 'c');
export const bastion = interfaceOf(4, '192.168.0.20', 'public', 'a');
export const nat = interfaceOf(5, '192.168.0.250', 'public', 'a', false);
export const apps: readonly Interface[] = [0, 1, 2, 3].map((n) =>
  interfaceOf(10 + n, `192.168.16.${20 + n}`, 'app', n % 2 === 0 ? 'a' : 'c'),
);
export const database = interfaceOf(20, '192.168.32.30', 'db', 'a');
export const idle = interfaceOf(21, '192.168.32.31', 'db', 'c');
export const dualStack = { ...interfaceOf(6, '2406:da14:5eed:10::10', 'public', 'c') };

export const scanner = '198.51.100.23';
export const guessers: readonly string[] = ['203.0.113.99', '203.0.113.142', '198.51.100.201'];
export const mirror = '203.0.113.77';
export const office = '10.10.0.5';
