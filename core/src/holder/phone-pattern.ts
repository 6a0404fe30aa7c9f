/** A mobile or fixed number of the mainland, or an international one with its plus sign. */
export const phonePattern = '^(1[3-9]\\d{9}|0\\d{2,3}-?\\d{7,8}|\\+\\d{6,15})$'
