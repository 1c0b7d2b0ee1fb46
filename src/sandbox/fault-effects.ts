// What an ordered fault does to the work it strikes, a whole request or a command of a batch.

import { RestError } from './contract.ts';
import type { Fault } from './faults.ts';
import { pass, ProcessEnded, refused, type Outcome, type PhpProcess } from './php-process.ts';

/** What a fault needs of what it strikes. */
export type Struck = Pick<PhpProcess, 'portal' | 'reply' | 'log' | 'broken' | 'spent' | 'deadline'>;

export async function suffer(struck: Struck, fault: Fault, work: () => Promise<Outcome>): Promise<Outcome> {
  struck.log.fault ??= fault.kind;
  const { portal, reply } = struck;
  const perhaps = async (): Promise<void> => {
    if (fault.executed === true) await work();
  };
  switch (fault.kind) {
    case '503-limit':
      return refused(new RestError('QUERY_LIMIT_EXCEEDED', 'Too many requests', 503));
    case '429':
      return refused(new RestError('OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.', 429));
    case '401-expired':
      return refused(new RestError('expired_token', 'The access token provided has expired', 401));
    case '500':
      await perhaps();
      return refused(new RestError('INTERNAL_SERVER_ERROR', 'Internal server error', 500));
    case 'error':
      await perhaps();
      return refused(new RestError(fault.code ?? 'ERROR_CORE', fault.description ?? '', fault.status ?? 400));
    case '302-moved':
      reply.redirect(fault.location ?? '');
      throw new ProcessEnded();
    case '502-html':
      await perhaps();
      reply.page(502, 'Bad Gateway');
      throw new ProcessEnded();
    case 'reset':
      await perhaps();
      reply.reset();
      throw new ProcessEnded();
    case 'lost-request':
      reply.close();
      throw new ProcessEnded();
    case 'lost-reply':
      await work();
      reply.close();
      throw new ProcessEnded();
    case 'cut-off':
      struck.deadline = portal.clock.now() + portal.limits.requestSeconds * 1000;
      reply.close();
      await pass(portal, fault.delay ?? 30);
      return work();
    case 'slow':
      struck.spent += fault.delay ?? 5;
      await pass(portal, fault.delay ?? 5);
      return work();
    case 'bad-json':
      struck.broken = true;
      return work();
  }
}
