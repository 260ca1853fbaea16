// The worker's file. `single/spawn.js` stands in for it in the one-file build.

// Written in one piece: bundlers look for exactly this.
export const spawn = () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
