/** Style sheets (样式) that the build takes in by an import. */
declare module '*.css'
