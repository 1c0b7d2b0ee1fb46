// What is said of the places, events and lines where an application meets the portal.

export const bindings = {
  notHttps: 'the handler would be called over http, where anybody on the way can read what the portal sends',
  notHttpsHint: 'write an https address; http is for a handler on this machine alone (localhost, 127.0.0.1)',
  notAddress: 'this is no address that could be called',
  notAddressHint: 'write the whole address of the handler, for example https://app.example.com/handler',
  elsewhere: (host: string | undefined, own: string | undefined): string =>
    `the handler is ${host === undefined ? '' : `on ${host}, `}not on the host of the application${own === undefined ? '' : `, ${own}`}: the portal refuses it`,
  elsewhereHint: 'a handler has the host that stands in `app.url` of the portal; where it differs from portal to portal, write it with a variable',
  gap: {
    placement: 'the portal cannot change a placement: it is removed and bound anew, and people do not see it in between',
    event: 'the portal cannot change the handler of an event: it is removed and bound anew, and what happens in between is not reported',
    activityType: 'the portal cannot change a type of activity: it is removed and made anew, and activities of it are without a name in between',
  },
  noCode: (property: string): string => `\`${property}:\` is missing, and the key is no code that could stand for it`,
  noCodeHint: {
    placement: 'write the code of the place, for example placement: CRM_DEAL_DETAIL_TAB',
    event: 'write the name of the event, for example event: onCrmDealAdd',
  },
  wholeCode: (code: string): string => `${code} says already whose place it is`,
  wholeCodeHint: 'with `of`, write what remains of the code, for example DETAIL_TAB; or leave `of` out',
  notOfType: (event: string): string => `${event} is no event about the records of one smart process`,
  notOfTypeHint: 'with `of`, write onCrmDynamicItemAdd, onCrmDynamicItemUpdate or onCrmDynamicItemDelete',
  userMode: (code: string): string => `${code} is shown to everybody, not to one user`,
  userModeHint: 'only PAGE_BACKGROUND_WORKER can be bound for a user: take `user` out',
  noTitle: (word: string): string => `\`${word}\` without a title leaves the placement without a name`,
  noTitleHint: 'add `title: …`; without any text it has the name of the application',
  noErrorAddress: 'the background worker has no address that is told when the portal switches it off',
  noErrorAddressHint: 'add `options: { errorHandlerUrl: https://… }`, which this place asks for',
  droppedOption: (code: string, option: string): string => `${code} has no option ${option}, and the portal drops it without a word`,
  droppedOptionHint: (known: readonly string[]): string =>
    (known.length === 0 ? 'take `options` out: this place has none' : `its options are ${known.join(', ')}`),
  secretCode: (property: string): string => `\`${property}\` is a secret, and it is what the thing is known by: it would be written down and shown`,
  secretCodeHint: 'write it out, or take it from the environment as an ordinary text: variables: { name: { env: NAME, sensitive: false } }',
  twice: (own: string, first: string): string => `${own} is the same thing on the portal as ${first}`,
  twiceHint: (properties: readonly string[]): string => `take one of them out: what it is known by there is the same (${properties.join(', ')})`,
  noHandler: 'an event without a handler is reported to nobody',
  noHandlerHint: 'add `handler: https://…`, or `offline: true` to keep what happens in a queue',
  offlineOnly: (property: string): string => `\`${property}\` is only for offline events`,
  offlineOnlyHint: 'add `offline: true`, or take it out',
  onlineOnly: (property: string): string => `\`${property}\` means nothing for an offline event: it waits in a queue and calls nobody`,
  onlineOnlyHint: 'take it out, or take out `offline: true`',
};
