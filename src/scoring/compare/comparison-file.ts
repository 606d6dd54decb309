/** Raised when a field of `compare --format json` or `gate --format json` changes its meaning or goes. */
export const COMPARISON_VERSION = 1;
