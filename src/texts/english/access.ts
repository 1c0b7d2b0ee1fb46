// What bxform says about being let in: credentials that are declared, used, renewed and refused.

const login = (portal: string): string => `run \`bxform login --portal ${portal}\``;

export const access = {
  wire: {
    noCredential: 'The portal has neither a webhook nor an application',
    badHost: 'The host of the application is not a host name',
    badServer: 'The server that issues tokens must use https; http is for one on this computer only',
    appElsewhere: (host: string, expected: string | undefined): string => `The application belongs to ${host}, the project is declared for ${expected ?? 'another host'}`,
    lacks: {
      app: 'only an application may call this method, and this portal is declared without one',
      webhook: 'this method is to be called by a webhook, and this portal is declared without one',
    },
    expiredAtOnce: 'the portal calls a token expired that was issued just now; compare the clocks with bxform doctor',
    readyExpired: 'the access token has expired, and a ready one is never renewed; provide a new one',
    commandFailed: (name: string, reason: string): string => `the command ${name} of \`auth\` failed (${reason}); run it by hand to see why`,
    commandPrints: (name: string): string => `the command ${name} of \`auth\` must print JSON with host and access_token`,
    commandOther: (host: string, ours: string): string => `the command of \`auth\` printed a token for ${host}, and the portal is ${ours}`,
    commandExpired: (place: string | undefined): string =>
      `the access token has expired, and the command of \`auth\` printed the same one again${place === undefined ? '' : `; its refresh token is kept at ${place}`}`,
    tookTooLong: (seconds: number): string => `no end after ${seconds} s`,
    printsTooMuch: 'it prints too much',
    endedWith: (code: number | string): string => `ended with ${code}`,
    notHanded: (name: string, reason: string): string =>
      `the new refresh token could not be handed to the command ${name} of \`save\` (${reason}), so nothing was done with it; the old one may be spent: run bxform login for this portal, or put a new one into the environment`,
    loginRequired: (portal: string): string => `no token is kept for this portal; ${login(portal)}`,
    issuerUnreachable: (server: string, code: string): string => `the access token has to be renewed, and there is no connection to ${server} (${code})`,
    issuerSilent: (server: string, code: string, portal: string): string =>
      `the access token has to be renewed, and ${server} gave no answer (${code}); run the command again, and if it is refused then, ${login(portal)}`,
    revoked: (portal: string): string => `the refresh token is no longer valid: it was revoked, has expired, or the application was removed; ${login(portal)}`,
    spent: (portal: string): string => `the answer to a renewal was lost, and with it the new refresh token; the old one is spent; ${login(portal)}`,
    issuerRefused: (server: string, code: string, message: string): string => `${server} does not renew the access token: ${message === '' ? code : message}`,
    issuedForOther: (host: string, ours: string): string => `the tokens are for ${host}, and the portal is declared as ${ours}; correct \`host\``,
  },
  store: {
    damaged: (file: string): string => `${file} does not hold tokens as bxform keeps them; remove it and run bxform login for this portal`,
  },
  files: {
    severalWays: (name: string, ways: readonly string[]): string => `the portal \`${name}\` has several ways to be an application: ${ways.join(', ')}`,
    severalWaysHint: 'keep one of `app`, `accessToken` and `auth`',
    sandboxToo: (name: string): string => `the portal \`${name}\` is the sandbox and has an application, not both`,
    sandboxTooHint: 'remove the application, or `sandbox: true`',
    noHost: (name: string): string => `the application of the portal \`${name}\` does not say which portal it belongs to`,
    noHostHint: 'add host: acme.bitrix24.eu',
    hostUnset: 'the application of the portal env needs BXFORM_PORTAL_HOST, which is not set',
    hostUnsetHint: 'export BXFORM_PORTAL_HOST=acme.bitrix24.eu',
    badHost: 'the host of the portal must be a host name such as acme.bitrix24.eu, without https:// and without a path',
    badHostHint: 'correct `host` or BXFORM_PORTAL_HOST',
    otherHost: (given: string, declared: string): string => `the application belongs to ${given}, and the portal is declared as ${declared}`,
    otherHostHint: 'correct BXFORM_PORTAL_HOST, or `host`',
  },
};
