/** The anatomy of an image that was drawn again is that of the image in the dataset. */
import { expect, test } from "vitest";
import { drawPlacement } from "../../core/formulations/index.ts";
import { register, smallConfig, testStudio } from "../support/studio.ts";

test("the anatomy shows the nucleus and the greys of the attempt that can be seen", async () => {
  const { studio } = await testStudio();
  const parameters = { orbits: [1, 1], grey: [0, 0.004] };
  const config = smallConfig({ instances: 20, parameters, redrawBlank: true });
  const configId = await register(studio, config);
  let redrawn = 0;
  for (let instance = 0; instance < 20; instance++) {
    const anatomy = await studio.api.anatomy({ configId, classIndex: 1, instance, maximumOrbits: 1 });
    expect(anatomy.orbits[0].grey).toBeGreaterThan(0);
    const first = drawPlacement(config, 1, instance);
    if (Math.abs(anatomy.centre.x - first.x) > 0.001) redrawn += 1;
  }
  expect(redrawn).toBeGreaterThan(3);
  expect(redrawn).toBeLessThan(17);
});
