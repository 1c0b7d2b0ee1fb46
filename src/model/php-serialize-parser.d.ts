/** What the package does not say of its own parser: it comes with types, but not beside the file. */
declare module 'php-serialize/lib/cjs/parser.js' {
  class Parser {
    constructor(contents: Buffer, index: number, options: { readonly encoding: BufferEncoding });
    index: number;
    advance(count: number): void;
    readAhead(count: number): string;
    readUntil(expected: string): string;
    seekExpected(contents: string): void;
    getType(): 'null' | 'int' | 'float' | 'boolean' | 'string' | 'array-object' | 'serializable-class' | 'notserializable-class';
    getByLength<T>(start: string, end: string, read: (length: number) => T): T;
  }
  /** bundled and by Node itself: the module; by what unwraps such modules: the class */
  const module: typeof Parser | { readonly default: typeof Parser };
  export default module;
}
