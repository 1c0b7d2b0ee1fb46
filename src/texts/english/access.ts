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
  login: {
    summary: 'Let an application in: authorise it on the portal and keep its tokens.',
    description:
      'Prints an address; open it in a browser where you are logged in to the portal as an administrator. The portal sends the browser back to ' +
      'the address in the card of the application: set it to http://localhost:8765/ and bxform takes the code there, or use --paste and paste ' +
      'the address the browser ended at. A code lives 30 seconds. The tokens are kept outside the project ($XDG_STATE_HOME/bxform/tokens, for ' +
      'their owner alone), or handed to the command under `save`. The simple way without a browser: the portal posts auth[refresh_token] to ' +
      'the handler of the application when it is installed (ONAPPINSTALL); put it into an environment variable and declare it as `refreshToken`.',
    paste: 'read the address the browser was sent back to, or the code, from the input',
    port: 'port of this computer the browser is sent back to (0: any)',
    timeout: 'how long to wait',
    noApplication: (portal: string): string => `the portal \`${portal}\` has no application that could be let in`,
    noApplicationHint: 'declare one: app: { clientId: "${env.CLIENT_ID}", clientSecret: "${env.CLIENT_SECRET}" }; a webhook and a ready token need no login',
    open: 'Open this address in a browser, as an administrator of the portal:',
    waiting: (port: number, seconds: number): string => `Waiting on http://localhost:${port}/ for ${seconds} s …`,
    pasteHere: 'Then paste the address it ended at, or the code:',
    done: 'The application is let in. This page can be closed.',
    noCode: 'There is no code in this address.',
    otherState: 'This answer does not belong to the login that is under way: its state is another one.',
    otherPortal: (host: string): string => `This answer is of another portal than ${host}.`,
    notPasted: 'this is neither an address nor a code',
    again: 'run the command again; a code lives 30 seconds and can be used once',
    codeOver: 'the code is over or was used already',
    refused: (server: string, why: string): string => `${server} gave no tokens: ${why}`,
    unanswered: (server: string, code: string): string => `${server} gave no answer (${code})`,
    timedOut: (seconds: number): string => `nobody came back from the portal within ${seconds} s`,
    timedOutHint: 'is the address in the card of the application http://localhost:8765/? Otherwise use --paste',
    portTaken: (port: number, code: string): string => `port ${port} of this computer cannot be used (${code})`,
    portTakenHint: 'choose another one with --port, and in the card of the application; or use --paste',
    loggedIn: (host: string, user: string, isAdministrator: boolean): string =>
      `Logged in to ${host} as user ${user}${isAdministrator ? ', an administrator' : ', who is no administrator: log in as one'}.`,
    kept: (file: string): string => `The tokens are kept in ${file}.`,
    handed: 'The tokens were handed to the command under `save`.',
    logout: 'Forget the tokens of an application.',
    logoutDescription: 'Removes them from this computer. The application stays installed on the portal; remove it there to revoke them.',
    loggedOut: (host: string): string => `The tokens for ${host} are forgotten.`,
    nothingKept: (host: string): string => `No tokens are kept for ${host}.`,
  },
};
