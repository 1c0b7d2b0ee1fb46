// What the files said, before anybody asked what it means: values with places.

import type { Place } from './problem.ts';
import type { HeldFile } from './held-file.ts';
import type { Secret } from './value.ts';

/** A value as written: maps stay `Map` (integer-like keys, `__proto__`), variables are filled in, secrets are sealed. */
export type Written = null | boolean | number | string | Secret | HeldFile | readonly Written[] | ReadonlyMap<string, Written>;

export type Path = readonly (string | number)[];

/** The sections of all files as one tree, with the place of every key and value. */
export interface Source {
  readonly root: ReadonlyMap<string, Written>;
  /** place of the value at a path (of its nearest written ancestor when it has none itself) */
  readonly placeOf: (path: Path) => Place;
  /** place of the key that ends the path */
  readonly keyPlaceOf: (path: Path) => Place;
}

/** A comment of a file; `alone` on its line. */
export interface Comment {
  readonly place: Place;
  /** with its # */
  readonly text: string;
  readonly alone: boolean;
}

/** A local application of a portal (OAuth 2.0). */
export interface AppSettings {
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** the first one; later ones are kept by the token store */
  readonly refreshToken?: Secret;
  /** address of the server that issues tokens, when it is not Bitrix24's own */
  readonly server?: string;
  /** command that keeps a new refresh token, instead of the token store */
  readonly save?: readonly string[];
}

export interface PortalSettings {
  readonly name: string;
  readonly language?: string;
  /** the built-in sandbox portal */
  readonly sandbox?: true;
  /** it has no application, although the sandbox portal could have one */
  readonly webhookOnly?: true;
  /** sealed: `https://HOST/rest/USER/SECRET/` */
  readonly webhook?: Secret;
  readonly app?: AppSettings;
  /** address of the application: the portal wants what it calls on its host */
  readonly appUrl?: string | Secret;
  /** a ready one, never renewed */
  readonly accessToken?: Secret;
  /** prints an access token */
  readonly command?: readonly string[];
  readonly host?: string;
  readonly limits?: { readonly share?: number; readonly plan?: 'standard' | 'enterprise'; readonly requestSeconds?: number };
  readonly tags?: readonly string[];
}

export interface Project {
  readonly name: string;
  /** absolute folder of bxform.yaml */
  readonly folder: string;
  readonly portals: ReadonlyMap<string, PortalSettings>;
}
