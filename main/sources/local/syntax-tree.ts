/** polyglot-sql's syntax tree, of which only the shape is known: objects with the node's kind as their one key. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export const isList = (node: Json): node is readonly Json[] => Array.isArray(node);
export const isObject = (node: Json | undefined): node is JsonObject => typeof node === 'object' && node !== null && !Array.isArray(node);
