// What a rule found, at a key of a resource or at the resource itself.

import type { Declared } from '../kinds/contract.ts';
import type { Path } from '../model/source.ts';
import type { Finding } from './contract.ts';

export const finding = ({ address, path }: Declared, message: string, hint: string, below: Path = []): Finding => ({
  address,
  path: [...path, ...below],
  message,
  hint,
});
