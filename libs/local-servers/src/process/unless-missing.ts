/** For `catch`: what is not there is nothing; what cannot be had for another reason is told. */
export function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
