/** How files with configurations are called: JSON in either case, but only the first is the studio's own. */

/** Without a dot. A double click on such a file opens the desktop application. */
export const ownExtension = "visualatom";
export const configExtensions = [ownExtension, "json"] as const;

/** Whether a name ends as a configuration's does; upper case counts too. */
export function isConfigName(name: string): boolean {
  return configExtensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`));
}
