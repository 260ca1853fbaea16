// The one file is its own worker.

/** By this name the script knows, when it runs as a worker, that it is ours and not one that imports it. */
export const NAME = 'greencat-single';

export function spawn() {
  // Bundled into another script, that script would be started: then rather no worker.
  if (!/\/single[^/]*\.js/.test(import.meta.url)) throw new Error('greencat: not a file of its own');
  return new Worker(import.meta.url, { type: 'module', name: NAME });
}
