/** What happened on 2022-11-28, minute by minute. Each story gives records; assets/sample/README.md tells them in words. */
import * as net from './network.ts';
import type { Random } from './random.ts';
import { emptyRecord, type Flow, type FlowRecord, recordOf } from './record.ts';

const TCP = 6;
const UDP = 17;
const ICMP = 1;
const SYN = 2;
const SYN_FIN = 3;
const SYN_ACK_FIN = 19;
const LAST = net.dayStart + 86_400 - 1;

type Conversation = Pick<Flow, 'at' | 'protocol'> & {
  readonly client: string;
  readonly server: string;
  readonly port: number;
  readonly second: number;
  readonly request: number;
  readonly response: number;
  readonly extra?: Partial<Flow>;
  readonly extraBack?: Partial<Flow>;
};

/** The working day in Tokyo (09:00 to 19:00 is 00:00 to 10:00 UTC) is three times as busy as its night. */
function rhythm(minute: number): number {
  const hour = ((minute / 60 + 9) % 24) - 14;
  return 0.45 + 1.05 * Math.exp(-(hour * hour) / 30);
}

export function* recordsOfMinute(minute: number, random: Random): Generator<FlowRecord> {
  const from = net.dayStart + minute * 60;
  const busy = rhythm(minute);
  const clock = () => from + random.between(0, 59);
  const clientPort = () => random.between(1024, 65_535);
  const size = (low: number, high: number) => Math.floor(low * (high / low) ** random.next());

  /** Both directions of a conversation as one interface sees them. */
  function* talk(conversation: Conversation): Generator<FlowRecord> {
    const { at, client, server, port, protocol, second } = conversation;
    const own = clientPort();
    const end = Math.min(second + random.between(0, 59), LAST);
    const incoming = server === at.address;
    const there: Flow = {
      at,
      source: client,
      destination: server,
      sourcePort: protocol === ICMP ? 0 : own,
      destinationPort: protocol === ICMP ? 0 : port,
      protocol,
      packets: Math.max(1, Math.ceil(conversation.request / 900)),
      bytes: conversation.request,
      start: second,
      end,
      action: 'ACCEPT',
      flags: protocol === TCP ? SYN_FIN : 0,
      direction: incoming ? 'ingress' : 'egress',
    };
    yield recordOf({ ...there, ...conversation.extra });
    if (conversation.response === 0) return;
    yield recordOf({
      ...there,
      source: server,
      destination: client,
      sourcePort: there.destinationPort,
      destinationPort: there.sourcePort,
      packets: Math.max(1, Math.ceil(conversation.response / 1300)),
      bytes: conversation.response,
      flags: protocol === TCP ? SYN_ACK_FIN : 0,
      direction: incoming ? 'egress' : 'ingress',
      ...conversation.extraBack,
    });
  }

  const visitor = () => `${random.pick(['203.0.113', '198.51.100'])}.${random.between(1, 90)}`;
  const knock = (at: net.Interface, source: string, port: number, second: number): FlowRecord =>
    recordOf({
      at,
      source,
      destination: at.address,
      sourcePort: clientPort(),
      destinationPort: port,
      protocol: TCP,
      packets: 1,
      bytes: random.pick([40, 44, 60]),
      start: second,
      end: Math.min(second + random.between(0, 20), LAST),
      action: 'REJECT',
      flags: SYN,
      direction: 'ingress',
    });

  // Visitors of the web servers, and the load balancer's health checks.
  for (const web of [net.web1, net.web2]) {
    for (let n = random.times(7 * busy); n > 0; n--) {
      const internet = { path: 8 };
      yield* talk({
        at: web,
        client: visitor(),
        server: web.address,
        port: 443,
        protocol: TCP,
        second: clock(),
        request: size(700, 9000),
        response: size(3000, 400_000),
        extraBack: internet,
      });
    }
    for (const second of [from + 7, from + 37]) {
      yield* talk({
        at: web,
        client: net.loadBalancer.address,
        server: web.address,
        port: 443,
        protocol: TCP,
        second,
        request: 420,
        response: 1180,
      });
    }
    // The web servers ask the application, which both ends record.
    for (let n = random.times(2.6 * busy); n > 0; n--) {
      const app = random.pick(net.apps);
      const call = {
        client: web.address,
        server: app.address,
        port: 8080,
        protocol: TCP,
        second: clock(),
        request: size(400, 6000),
        response: size(800, 90_000),
      };
      yield* talk({ ...call, at: web });
      yield* talk({ ...call, at: app });
    }
  }
  for (const app of net.apps) {
    for (let n = random.times(2.6 * busy); n > 0; n--) {
      const call = {
        client: app.address,
        server: net.database.address,
        port: 5432,
        protocol: TCP,
        second: clock(),
        request: size(300, 4000),
        response: size(500, 200_000),
      };
      yield* talk({ ...call, at: app });
      yield* talk({ ...call, at: net.database });
    }
    // S3 through the gateway endpoint.
    for (let n = random.times(1.8 * busy); n > 0; n--) {
      const server = `52.219.${random.between(0, 8)}.${random.between(1, 250)}`;
      yield* talk({
        at: app,
        client: app.address,
        server,
        port: 443,
        protocol: TCP,
        second: clock(),
        request: size(900, 3_000_000),
        response: size(600, 900_000),
        extra: { path: 7, destinationService: 'S3' },
        extraBack: { sourceService: 'S3' },
      });
    }
    // Everything else leaves by the NAT gateway, which sees it twice: from the inside, and to the outside as its own.
    for (let n = random.times(1.8 * busy); n > 0; n--) {
      const server = visitor();
      const call = {
        server,
        port: random.pick([443, 443, 443, 80]),
        protocol: TCP,
        second: clock(),
        request: size(600, 40_000),
        response: size(900, 700_000),
      };
      yield* talk({
        ...call,
        at: net.nat,
        client: app.address,
        extra: { direction: 'ingress' },
        extraBack: { direction: 'egress', path: 1, packetSource: server },
      });
      yield* talk({
        ...call,
        at: net.nat,
        client: net.nat.address,
        extra: { path: 8, packetSource: app.address },
        extraBack: { packetDestination: app.address },
      });
    }
  }
  // One application server copies a mirror through the NAT gateway from 14:00 to 15:00 UTC: the day's heavy talker.
  const [, , , copier] = net.apps;
  if (copier && minute >= 14 * 60 && minute < 15 * 60) {
    const call = {
      server: net.mirror,
      port: 443,
      protocol: TCP,
      second: from,
      request: size(200_000, 600_000),
      response: random.between(18_000_000, 42_000_000) * 20,
    };
    yield* talk({
      ...call,
      at: net.nat,
      client: copier.address,
      extra: { direction: 'ingress' },
      extraBack: { direction: 'egress', path: 1 },
    });
    yield* talk({
      ...call,
      at: net.nat,
      client: net.nat.address,
      extra: { path: 8, packetSource: copier.address },
      extraBack: { packetDestination: copier.address },
    });
  }
  // The office comes in over the VPN to the bastion, in working hours.
  if (busy > 1 && random.next() < 0.4) {
    yield* talk({
      at: net.bastion,
      client: net.office,
      server: net.bastion.address,
      port: 22,
      protocol: TCP,
      second: clock(),
      request: size(3000, 60_000),
      response: size(5000, 200_000),
      extraBack: { path: 3 },
    });
  }
  // Clocks, names, pings.
  for (const at of [net.web1, net.bastion, net.database]) {
    if (random.next() < 0.35)
      yield* talk({
        at,
        client: at.address,
        server: '203.0.113.123',
        port: 123,
        protocol: UDP,
        second: clock(),
        request: 76,
        response: 76,
        extra: { path: 8 },
      });
    if (random.next() < 0.35)
      yield* talk({
        at,
        client: at.address,
        server: '198.51.100.53',
        port: 53,
        protocol: UDP,
        second: clock(),
        request: size(60, 90),
        response: size(90, 400),
        extra: { path: 8 },
      });
  }
  if (minute % 5 === 0)
    yield* talk({
      at: net.web2,
      client: net.bastion.address,
      server: net.web2.address,
      port: 0,
      protocol: ICMP,
      second: clock(),
      request: 336,
      response: 336,
    });
  // IPv6 visitors.
  for (let n = random.times(3.2 * busy); n > 0; n--) {
    const client = `2001:db8:${random.pick(['a0', 'b1', 'c2'])}::${random.between(1, 0xfff).toString(16)}`;
    yield* talk({
      at: net.dualStack,
      client,
      server: net.dualStack.address,
      port: 443,
      protocol: TCP,
      second: clock(),
      request: size(700, 9000),
      response: size(3000, 300_000),
      extraBack: { path: 8 },
    });
  }
  // The internet's noise.
  for (let n = random.times(9); n > 0; n--) {
    const at = random.pick([net.web1, net.web2, net.bastion, net.nat]);
    yield knock(
      at,
      `${random.pick(['198.51.100', '203.0.113'])}.${random.between(150, 254)}`,
      random.pick([23, 445, 3389, 5900, 8080, 8443, 6379, 2375, random.between(1, 65_535)]),
      clock(),
    );
  }
  // A port scan: every port from 1 to 1024 of two hosts between 03:20 and 03:26 UTC, and a glance at a third.
  if (minute >= 200 && minute < 206) {
    for (let port = 1 + (minute - 200) * 171; port <= Math.min(1024, (minute - 199) * 171); port++) {
      for (const at of [net.web2, net.bastion]) if (!(at === net.web2 && port === 443)) yield knock(at, net.scanner, port, clock());
    }
    for (const port of [22, 3306, 8080]) yield knock(net.web1, net.scanner, port, clock());
  }
  // Passwords are guessed at the bastion from 16:00 to 18:00 UTC, in vain.
  if (minute >= 16 * 60 && minute < 18 * 60) for (let n = 0; n < 20; n++) yield knock(net.bastion, random.pick(net.guessers), 22, clock());

  if (minute % 10 === 0) {
    yield emptyRecord(net.idle, from, from + 59, 'NODATA');
    if (minute % 60 === 30) yield emptyRecord(net.nat, from, from + 59, 'SKIPDATA');
  }
}
