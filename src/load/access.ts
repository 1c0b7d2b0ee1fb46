// An application a portal is reached by: as declared, or as the environment says. What is secret in it is
// sealed before it gets here. Which of the ways holds, and that they fit together, is settled here too.

import { problem, type Problem } from '../model/problem.ts';
import type { PortalSettings, Written } from '../model/source.ts';
import { Secret } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import { child, placeOfNode, type Entry } from './tree.ts';

const words = texts.access.files;

type Environment = Readonly<Record<string, string | undefined>>;
type Access = Pick<PortalSettings, 'app' | 'appUrl' | 'accessToken' | 'command' | 'host'>;

/** Ways to be an application; a portal has one of them at most. */
const WAYS = ['app', 'accessToken', 'auth'];
/** Everything that says how a portal is reached. */
export const isReached = ({ node }: Entry): boolean => ['webhook', 'sandbox', ...WAYS].some((way) => child(node, way) !== undefined);

const revealed = (value: Written | undefined): string | undefined =>
  (value instanceof Secret ? value.reveal() : typeof value === 'string' ? value : undefined);
const commandIn = (value: Written | undefined): readonly string[] | undefined =>
  (Array.isArray(value) ? value.map((word: Written) => revealed(word) ?? '') : undefined);

/** What an entry says of an application. */
export function accessOf(values: ReadonlyMap<string, Written>): Access {
  const [app, accessToken, auth] = WAYS.map((way) => values.get(way));
  const host = revealed(values.get('host')) ?? (app instanceof Map ? revealed(app.get('host')) : undefined);
  const command = auth instanceof Map ? commandIn(auth.get('command')) : undefined;
  const url = app instanceof Map ? app.get('url') : undefined;
  return {
    ...(typeof url === 'string' || url instanceof Secret ? { appUrl: url } : {}),
    ...(host === undefined ? {} : { host }),
    ...(app instanceof Map ? declaredApp(app) : {}),
    ...(accessToken instanceof Secret ? { accessToken } : {}),
    ...(command === undefined ? {} : { command }),
  };
}

function declaredApp(app: ReadonlyMap<string, Written>): Access {
  const [clientId, clientSecret, refreshToken, server, save] = ['clientId', 'clientSecret', 'refreshToken', 'oauthServer', 'save'].map((key) => app.get(key));
  if (!(clientSecret instanceof Secret) || revealed(clientId) === undefined) return {};
  const keeping = commandIn(save);
  return {
    app: {
      clientId: revealed(clientId)!,
      clientSecret,
      ...(refreshToken instanceof Secret ? { refreshToken } : {}),
      ...(revealed(server) === undefined ? {} : { server: revealed(server)! }),
      ...(keeping === undefined ? {} : { save: keeping }),
    },
  };
}

/** The same from BXFORM_… variables; undefined: there is nothing. */
export function accessFromEnvironment(environment: Environment, hash: (text: string) => string): Access | undefined {
  const sealed = (name: string): Secret | undefined => (environment[name] ? new Secret(`\${env.${name}}`, environment[name], hash) : undefined);
  const host = environment['BXFORM_PORTAL_HOST'] || undefined;
  const accessToken = sealed('BXFORM_ACCESS_TOKEN');
  const clientId = environment['BXFORM_CLIENT_ID'] || undefined;
  const [clientSecret, refreshToken] = [sealed('BXFORM_CLIENT_SECRET'), sealed('BXFORM_REFRESH_TOKEN')];
  const seeded = refreshToken === undefined ? {} : { refreshToken };
  const app = clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret, ...seeded };
  if (accessToken === undefined && app === undefined) return undefined;
  return { ...(host === undefined ? {} : { host }), ...(accessToken === undefined ? { app: app! } : { accessToken }) };
}

/** Variables that do not fit together. */
export function environmentProblem(environment: Environment): Problem | undefined {
  const [token, id, key] = ['BXFORM_ACCESS_TOKEN', 'BXFORM_CLIENT_ID', 'BXFORM_CLIENT_SECRET'].map((name) => Boolean(environment[name]));
  if (token && (id || key)) return problem('portal-address', words.envTwice, { hint: words.envTwiceHint });
  if (id !== key) return problem('environment-unset', words.envHalf(id ? 'BXFORM_CLIENT_SECRET' : 'BXFORM_CLIENT_ID'), { hint: words.envHalfHint });
  return undefined;
}

/** Rules between the keys of one portal that concern its application. */
export function accessShape(name: string, entry: Entry): Problem | undefined {
  const has = (key: string): boolean => child(entry.node, key) !== undefined;
  const app = child(entry.node, 'app');
  const isWithout = app?.kind === 'scalar' && app.value === false;
  const ways = WAYS.filter((way) => has(way) && !(way === 'app' && app?.kind === 'scalar'));
  const place = placeOfNode(entry);
  if (isWithout && !has('sandbox')) return problem('portal-address', words.withoutApp(name), { place, hint: words.withoutAppHint });
  if (ways.length > 1) return problem('portal-address', words.severalWays(name, ways), { place, hint: words.severalWaysHint });
  if (ways.length > 0 && has('sandbox')) return problem('portal-address', words.sandboxToo(name), { place, hint: words.sandboxTooHint });
  const needsHost = (ways.includes('app') && child(app, 'host') === undefined) || has('accessToken');
  if (needsHost && !has('host') && !has('webhook')) return problem('portal-address', words.noHost(name), { place, hint: words.noHostHint });
  return undefined;
}

/** What is wrong with the application of the portal that is meant. */
export function accessProblem({ app, accessToken, host, webhook }: PortalSettings, fromEnvironment: boolean): Omit<Problem, 'level'> | undefined {
  const where = host ?? hostOfWebhook(webhook);
  const isApp = app !== undefined || accessToken !== undefined;
  if (fromEnvironment && isApp && where === undefined) return { code: 'environment-unset', message: words.hostUnset, hint: words.hostUnsetHint };
  const isHost = host === undefined || /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?$/.test(host);
  if (!isHost) return { code: 'bad-value', message: words.badHost, hint: words.badHostHint };
  return undefined;
}

const hostOfWebhook = (webhook: Secret | undefined): string | undefined =>
  webhook !== undefined && URL.canParse(webhook.reveal()) ? new URL(webhook.reveal()).host : undefined;

/** Two hosts for one portal. */
export function otherHost(declared: string | undefined, given: string | undefined): Problem | undefined {
  if (declared === undefined || given === undefined || declared.toLowerCase() === given.toLowerCase()) return undefined;
  return problem('other-portal', words.otherHost(given, declared), { hint: words.otherHostHint });
}
