// What bxform says about what only a person can do on the portal, and about its being acknowledged.

import { counted } from './counted.ts';

export const manual = {
  secret: 'a step for a person is shown to everybody who sees a plan, so it cannot hold a secret',
  secretHint: 'name the place where the secret is kept, or say { env: NAME, sensitive: false } when it is none',
  noId: (address: string, name: string): string => `${address} has no id called ${name}`,
  noIdHint: (names: string): string => `it has ${names === '' ? 'none' : names}`,
  title: 'To be done by hand:',
  heading: 'By hand',
  acknowledge: (address: string, portal: string): string => `when it is done: \`bxform state ack ${address} --portal ${portal}\``,
  who: (who: string): string => `who: ${who}`,
  waits: (addresses: string): string => `once there is ${addresses}`,
  changed: 'it says something else than when it was acknowledged',
  ack: 'Say that a step for a person was done.',
  ackDescription:
    'Plans list a step under `manual` until it was acknowledged, and again when its text, link or person changes afterwards. Nothing is sent to the portal.',
  argAddresses: 'addresses of steps, such as manual.robots',
  noneNamed: 'no step was named',
  noneNamedHint: (known: string): string => (known === '' ? 'the files declare none: they stand under `manual`' : `there are: ${known}`),
  notManual: (address: string): string => `${address} is not a step for a person`,
  noStep: (address: string): string => `the files have no step ${address}`,
  acknowledged: (count: number, addresses: string): string => `${counted(count, 'step', 'steps')} acknowledged: ${addresses}.`,
  already: (addresses: string): string => `Already acknowledged as it is: ${addresses}.`,
};
