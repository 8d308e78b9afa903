import type { SourceRef } from '../../preload/contract/query.ts';
import type { Client } from './client.ts';

/** Bytes of a piece; its base64 stays below the contract's limit. */
const PIECE = 1_048_576;

/**
 * Hands a file over in pieces, so that a big one neither fills the memory nor passes the bridge's size limit.
 * @param onProgress called with the bytes handed over so far
 * @throws RequestError from any of the three operations
 */
export async function uploadFile(client: Client, file: File, onProgress: (done: number) => void): Promise<SourceRef> {
  const { uploadId } = await client.request('upload.begin', { name: file.name.slice(-255), sizeBytes: file.size });
  for (let offset = 0; offset < file.size; offset += PIECE) {
    const bytes = new Uint8Array(await file.slice(offset, offset + PIECE).arrayBuffer());
    await client.request('upload.append', { uploadId, base64: base64Of(bytes) });
    onProgress(Math.min(offset + PIECE, file.size));
  }
  return (await client.request('upload.finish', { uploadId })).source;
}

function base64Of(bytes: Uint8Array): string {
  // In slices: the arguments of one call are limited.
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
