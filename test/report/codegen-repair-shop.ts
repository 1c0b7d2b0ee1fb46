// The activities of a repair shop, as kinds leave them, with one of everything: what handlers of theirs are written from.

import type { Spec, Value } from '../../src/model/value.ts';

interface Declared {
  readonly address: string;
  readonly kind: string;
  readonly spec: Spec;
}

type Parameters = Readonly<Record<string, Readonly<Record<string, Value>>>>;

export function declaredActivity(key: string, body: Readonly<Record<string, Value>>, properties: Parameters, returnProperties: Parameters, kind = 'activity'): Declared {
  const section = (name: string, parameters: Parameters): [string, Value][] => [
    [name, Object.keys(parameters)],
    ...Object.entries(parameters).map(([each, parameter]): [string, Value] => [`${name}.${each}`, parameter]),
  ];
  return { address: `${kind}.${key}`, kind, spec: new Map<string, Value>([...Object.entries({ code: key, ...body }), ...section('properties', properties), ...section('returnProperties', returnProperties)]) };
}

export const bookRepair = declaredActivity(
  'book.repair',
  { name: { en: 'Book a repair', ru: 'Записать в ремонт' }, description: { en: 'Finds a day in the workshop.\nNo Sundays.' } },
  {
    deal: { name: 'Deal', type: 'int', required: true, default: '{=Document:ID}' },
    estimate: { name: 'Estimate', type: 'double' },
    urgent: { name: 'Urgent', type: 'bool' },
    engineer: { name: 'Engineer', type: 'user', required: true },
    helpers: { name: 'Helpers', type: 'user', multiple: true },
    delivery: { name: 'Delivery', type: 'select', options: [{ value: 'pickup', text: 'Picked up' }, { value: '10', text: 'By courier' }] },
    sources: { name: 'Sources', type: 'select', options: { from: { $ref: 'dictionary.SOURCE' } }, multiple: true },
    day: { name: 'Day', type: 'date' },
    photo: { name: 'Photo', type: 'file' },
    note: { name: { en: 'Note', ru: 'Заметка' }, description: 'For the engineer', type: 'text' },
    phones: { name: 'Phones', type: 'string', required: true, multiple: true },
    address: { name: 'Address', type: 'UF:address' },
    places: { name: 'Places', type: 'UF:address', multiple: true },
    constructor: { name: 'Maker of the machine', type: 'string' },
  },
  {
    booked: { name: 'Booked', type: 'bool', required: true },
    engineer: { name: 'Engineer', type: 'user' },
    team: { name: 'Team', type: 'user', multiple: true },
    price: { name: 'Price', type: 'double' },
    slots: { name: 'Slots', type: 'int', multiple: true },
    delivery: { name: 'Delivery', type: 'select', options: [{ value: 'pickup', text: 'Picked up' }] },
    constructor: { name: 'Maker of the machine', type: 'string' },
  },
);

export const ping = declaredActivity('ping', { name: 'Ping' }, {}, {}, 'robot');
