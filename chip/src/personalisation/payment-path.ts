/** Where lists of paths name the bank's application. */
export const paymentPath = 'PSE'
