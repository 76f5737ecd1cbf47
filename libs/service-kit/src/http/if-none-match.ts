/**
 * Whether a request's If-None-Match names an answer: a list of tags, compared weakly, or an asterisk (RFC 9110, 13.1.2).
 * @param header as it came; undefined where there is none.
 * @param etag of the answer, in its quotes.
 */
export function namesEtag(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag) ?? false;
}
