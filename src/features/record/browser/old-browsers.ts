/** What the digests' library takes for granted (旧浏览器): Chromium has Object.hasOwn since 93, of 2021. Imported before everything else. */
if (!Object.hasOwn) Object.hasOwn = (thing, key) => Object.prototype.hasOwnProperty.call(thing, key)
export {}
