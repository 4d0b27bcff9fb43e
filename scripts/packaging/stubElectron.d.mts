/** @param version of Electron, as 45.4.1 */
export function makeStubElectron(folder: string, version: string): void;
