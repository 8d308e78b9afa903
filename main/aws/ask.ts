/** The shape of one operation of AWS: input, an answer or an AppError, and the signal that gives up on it. */

export type Call<I, O> = (input: I, signal?: AbortSignal) => Promise<O>;

export interface Asking<Sdk, Client, I> {
  readonly sdk: Sdk;
  readonly client: Client;
  readonly input: I;
  readonly options: { readonly abortSignal?: AbortSignal };
}

/** Makes a call of what sends it. @param operation IAM's name of it, without the service */
export type Ask<Sdk, Client> = <I, O>(operation: string, send: (asking: Asking<Sdk, Client, I>) => Promise<O>) => Call<I, O>;
