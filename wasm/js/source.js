// Where the engine comes from when nobody says otherwise. `single/source.js` stands in for it in the one-file build.

/** The only mention of the file, in the form that Vite, webpack and plain browsers follow. */
export const address = new URL('./greencat.wasm', import.meta.url);

export const standard = () => address;
