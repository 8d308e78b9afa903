/** VPCs, subnets and network interfaces: what flow logs can be made for. */

export interface Vpc {
  readonly id: string;
  readonly name?: string;
  readonly cidr: string;
  readonly isDefault?: boolean;
  /** The home region if left out. */
  readonly region?: string;
}

export interface Subnet {
  readonly id: string;
  readonly vpc: string;
  readonly name?: string;
  readonly cidr: string;
  /** `ap-northeast-1a` */
  readonly zone: string;
  readonly zoneId: string;
}

export interface NetworkInterface {
  readonly id: string;
  readonly subnet: string;
  readonly description: string;
  readonly address: string;
  readonly instance?: string;
  readonly name?: string;
  /** `interface` if left out, or `nat_gateway`, `network_load_balancer`, ... */
  readonly type?: string;
}

export interface Network {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly interfaces: readonly NetworkInterface[];
}

export const VPC = 'vpc-0a1b2c3d4e5f60001';
export const DEFAULT_VPC = 'vpc-0d1e2f3a4b5c60002';

const own: Vpc = { id: VPC, name: 'production', cidr: '192.168.0.0/16' };

export const vpcAlone: Network = { vpcs: [own], subnets: [], interfaces: [] };

/** Subnets, interfaces and instances have the sample's ids: what a flow log of them delivers is theirs. */
const publicA: Subnet = {
  id: 'subnet-05eed110f0f103001',
  vpc: VPC,
  name: 'public-a',
  cidr: '192.168.0.0/21',
  zone: 'ap-northeast-1a',
  zoneId: 'apne1-az4',
};
const publicC: Subnet = {
  ...publicA,
  id: 'subnet-05eed221e0f103002',
  name: 'public-c',
  cidr: '192.168.8.0/21',
  zone: 'ap-northeast-1c',
  zoneId: 'apne1-az1',
};
const appA: Subnet = { ...publicA, id: 'subnet-05eed332d0f103003', name: 'app-a', cidr: '192.168.16.0/20' };
const other: Subnet = {
  id: 'subnet-0d1e2f3a4b5c60021',
  vpc: DEFAULT_VPC,
  cidr: '172.31.0.0/20',
  zone: 'ap-northeast-1a',
  zoneId: 'apne1-az4',
};

export const seededNetwork: Network = {
  vpcs: [own, { id: DEFAULT_VPC, cidr: '172.31.0.0/16', isDefault: true }],
  subnets: [publicA, publicC, appA, other],
  interfaces: [
    {
      id: 'eni-05eed221e0f103002',
      subnet: publicA.id,
      description: 'Primary network interface',
      address: '192.168.0.10',
      instance: 'i-05eed221e0f103002',
      name: 'web-1',
    },
    {
      id: 'eni-05eed332d0f103003',
      subnet: publicC.id,
      description: 'Primary network interface',
      address: '192.168.0.11',
      instance: 'i-05eed332d0f103003',
      name: 'web-2',
    },
    {
      id: 'eni-05eed443c0f103004',
      subnet: publicA.id,
      description: 'Bastion',
      address: '192.168.0.20',
      instance: 'i-05eed443c0f103004',
      name: 'bastion',
    },
    {
      id: 'eni-05eed554b0f103005',
      subnet: publicA.id,
      description: 'Interface for NAT Gateway nat-05eed554b0f103005',
      address: '192.168.0.250',
      type: 'nat_gateway',
    },
    {
      id: 'eni-05eedaa960f10300a',
      subnet: appA.id,
      description: '',
      address: '192.168.16.20',
      instance: 'i-05eedaa960f10300a',
      name: 'app-1',
    },
    {
      id: 'eni-05eedccb40f10300c',
      subnet: appA.id,
      description: '',
      address: '192.168.16.22',
      instance: 'i-05eedccb40f10300c',
      name: 'app-3',
    },
  ],
};
