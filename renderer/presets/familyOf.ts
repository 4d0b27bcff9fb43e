/** The dataset, as papers call it, that a preset is of. */
import type { Preset } from "../../core/config/presets.ts";
import { formulations } from "../../core/formulations/index.ts";

export const familyOf = ({ config }: Preset): string => formulations[config.formulation].family.name;
