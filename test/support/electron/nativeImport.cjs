/** Imports a module as Node does, past the test runner's own loader. */
module.exports = (address) => import(address);
