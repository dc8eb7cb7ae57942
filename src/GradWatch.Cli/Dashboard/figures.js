// How numbers are written everywhere: three significant digits, decimal point, in every language; the same spelling as
// Figures in C#.

/**
 * A number as the interface sends it: what is not finite comes as a string.
 * @param {number|string|null|undefined} value
 * @returns {number}
 */
export function number(value) {
  if (typeof value === 'number') return value;
  if (value === 'Infinity') return Infinity;
  if (value === '-Infinity') return -Infinity;
  return NaN;
}

/**
 * A measured value: 0.0226, 7.06e-4, 432, 4.62e3; NaN, Inf and -Inf by name.
 * @param {number} value
 * @returns {string}
 */
export function format(value) {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  if (value === 0) return '0';
  const [mantissa, power] = value.toExponential(2).split('e');
  const exponent = Number(power);
  const size = Math.abs(value);
  if (exponent >= 3 || size < 1e-3 || size >= 1e3) return `${mantissa}e${exponent}`;
  return value.toFixed(Math.max(0, 2 - exponent));
}

/**
 * A setting, as a person wrote it: four digits without trailing zeros, whole numbers in full.
 * @param {number} value
 * @returns {string}
 */
export function setting(value) {
  if (!Number.isFinite(value)) return format(value);
  const size = Math.abs(value);
  if (size < 1e9 && Number.isInteger(value)) return String(value);
  const [mantissa, power] = value.toExponential(3).split('e');
  if (size >= 1e-3 && size < 1e6) return String(Number(`${mantissa}e${power}`));
  return `${Number(mantissa)}e${Number(power)}`;
}

/**
 * A tick of a log axis: 1 for 1e0.
 * @param {number} exponent a whole number
 */
export const decade = exponent => (exponent === 0 ? '1' : `1e${exponent}`);

/**
 * Steps: 7, or 0–31.
 * @param {number} first
 * @param {number} last
 */
export const steps = (first, last) => (first === last ? String(first) : `${first}\u2013${last}`);
