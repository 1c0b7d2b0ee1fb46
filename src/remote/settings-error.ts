// Something a remote was opened with cannot be used. The message names hosts at most.

export class RemoteSettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RemoteSettingsError';
  }
}
