// The engine inside the script: deflated, then base64, since a script is text.

export const address = undefined;

export function standard() {
  const packed = Uint8Array.from(atob(__WASM_BASE64__), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream, { headers: { 'content-type': 'application/wasm' } });
}
