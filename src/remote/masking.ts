// Secrets as they may turn up in somebody else's text: as they are, URL-encoded, and in base64, where the
// same bytes look different at each of three positions and the characters at either end belong to the
// neighbours as well. Texts shorter than a word are left alone: they would be found everywhere.

const least = 6;

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** The hex digits of an escape may be of either case. */
const encoded = (text: string): string =>
  literal(encodeURIComponent(text)).replace(/%([0-9A-F])([0-9A-F])/g, (_, ...hex: string[]) =>
    `%${hex.slice(0, 2).map((digit) => (/\d/.test(digit) ? digit : `[${digit}${digit.toLowerCase()}]`)).join('')}`);

/** What all base64 texts have in common that hold these bytes at this position. */
function inBase64(text: string, position: 0 | 1 | 2): string {
  const bytes = Buffer.concat([Buffer.alloc(position), Buffer.from(text, 'utf8')]);
  const whole = bytes.toString('base64').replace(/=+$/, '');
  const own = whole.slice([0, 2, 3][position], bytes.length % 3 === 0 ? undefined : -1);
  return own.length < least ? '' : own.replace(/\+|\//g, (char) => (char === '+' ? '(?:\\+|-|%2[Bb])' : '(?:/|_|%2[Ff])'));
}

/** A text without these secrets in any form. */
export function masked(text: string, secrets: Iterable<string>): string {
  const forms = [...secrets]
    .filter((secret) => secret.length >= least)
    .sort((a, b) => b.length - a.length)
    .flatMap((secret) => [literal(secret), encoded(secret), inBase64(secret, 0), inBase64(secret, 1), inBase64(secret, 2)])
    .filter((form) => form !== '');
  return forms.length === 0 ? text : text.replace(new RegExp([...new Set(forms)].join('|'), 'g'), '***');
}
