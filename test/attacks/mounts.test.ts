/** Disks and folders that are mounted within a dataset's folder: nothing on them is deleted, whatever stands where. */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeHere, verifyHere } from "../support/faults/damage.ts";
import { describeOnDisks, memoryDisk, mountAt } from "../support/faults/disks.ts";
import { contentsOf, temporaryFolder } from "../support/folders.ts";

const image = join("image", "00001", "00001_0001.png");

/** Each makes a folder in a dataset and returns one whose content must stay, and the path that the report names. */
const mounts: Record<string, (out: string) => { outside: string; path: string }> = {
  "a disk in a foreign folder": (out) => {
    mkdirSync(join(out, "more", "disk ä"), { recursive: true });
    mountAt(join(out, "more", "disk ä"), "-t", "tmpfs", "tmpfs");
    return { outside: join(out, "more", "disk ä"), path: "more/" };
  },
  "a folder from elsewhere in a foreign one": (out) => {
    const outside = temporaryFolder();
    mkdirSync(join(out, "more", "a folder"), { recursive: true });
    mountAt(join(out, "more", "a folder"), "--bind", outside);
    return { outside, path: "more/" };
  },
  "a class's folder, at a second place": (out) => {
    mkdirSync(join(out, "more"));
    mountAt(join(out, "more"), "--bind", join(out, "image", "00002"));
    return { outside: join(out, "image", "00002"), path: "more/" };
  },
  "a disk in the place of an image": (out) => {
    rmSync(join(out, image));
    mkdirSync(join(out, image));
    mountAt(join(out, image), "-t", "tmpfs", "tmpfs");
    return { outside: join(out, image), path: image };
  },
  "a folder from elsewhere in the place of a table": (out) => {
    const outside = temporaryFolder();
    rmSync(join(out, "classes.csv"));
    mkdirSync(join(out, "classes.csv", "in it"), { recursive: true });
    mountAt(join(out, "classes.csv", "in it"), "--bind", outside);
    return { outside, path: "classes.csv" };
  },
};

describeOnDisks(
  "Mounted within a dataset",
  () => void memoryDisk("1m"),
  () => {
    test.each(Object.entries(mounts))("%s stays, and the report says so", async (_, mount) => {
      const { out } = await makeHere({});
      const { outside, path } = mount(out);
      if (!outside.startsWith(join(out, "image", "00002")))
        writeFileSync(join(outside, "precious"), "theirs");
      const before = contentsOf(outside);
      const { faults } = await verifyHere(out, { repair: true, deleteForeign: true });
      expect(contentsOf(outside)).toEqual(before);
      const detail = "another disk or folder is mounted there";
      expect(faults).toEqual([expect.objectContaining({ path, detail, repaired: false })]);
    });

    test("a folder from elsewhere below a name that is not UTF-8 stays", async () => {
      const { out } = await makeHere({});
      const outside = temporaryFolder();
      writeFileSync(join(outside, "precious"), "theirs");
      mkdirSync(join(out, "more", "in it"), { recursive: true });
      mountAt(join(out, "more", "in it"), "--bind", outside);
      const other = Buffer.concat([Buffer.from(join(out, "more")), Buffer.of(0xff)]);
      renameSync(join(out, "more"), other);
      const { faults } = await verifyHere(out, { repair: true, deleteForeign: true });
      // Its mount is found by its first name when it is to end.
      renameSync(other, join(out, "more"));
      expect(readdirSync(outside)).toEqual(["precious"]);
      expect(faults).toMatchObject([{ detail: "another disk or folder is mounted there", repaired: false }]);
    });
  },
);
