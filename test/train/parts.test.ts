/** Parts of train/ alone: what a checkpoint is kept by, the rates of a schedule, what a stream's end is taken for. */
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { configFile, folder, storeDatasets, stored } from "./datasets.ts";
import { runSnippet, whyNoTraining } from "./runs.ts";

describe.skipIf(whyNoTraining() !== null)("a training", () => {
  beforeAll(async () => {
    await storeDatasets();
    cpSync(stored("imagefolder"), stored("fewer"), { recursive: true });
    rmSync(join(stored("fewer"), "image", "00002"), { recursive: true });
  });

  it("goes on where an option is a tuple", () => {
    const script = [
      "import checkpoint, pathlib",
      `folder = pathlib.Path(${JSON.stringify(join(folder, "tuple"))})`,
      "folder.mkdir()",
      "course = {'model_kwargs': {'patch_size': (8, 8)}}",
      "checkpoint.save(folder, checkpoint.State(3, course, {}, {}))",
      "print(checkpoint.resume(folder, course).step)",
    ];
    expect(runSnippet(script)).toBe("3");
  });

  it("of the tiny network has no more images than there are, nor more than a few", () => {
    const script = [
      "from pretrain import TINY_IMAGES",
      "from sources import Formula",
      "of = lambda source, **given: Formula(source, given, TINY_IMAGES)",
      "few = {'formulation': 'rcdb', 'classes': 3, 'instances': 200, 'imageSize': 32}",
      "for images in (of('visualatom-1k'), of('sample'), of(few), of('sample', instances=60)):",
      "    print(images.classes, len(images), images[0][0].size)",
    ];
    expect(runSnippet(script).split("\n")).toEqual([
      "20 1000 (64, 64)",
      "10 100 (64, 64)",
      "3 150 (32, 32)",
      "10 600 (64, 64)",
    ]);
  });

  it("knows other images behind the same name", () => {
    const script = [
      "import checkpoint, json, order, pathlib, sources",
      `folder = pathlib.Path(${JSON.stringify(join(folder, "other"))})`,
      "folder.mkdir()",
      `config = json.loads(pathlib.Path(${JSON.stringify(configFile)}).read_text())`,
      "contents = []",
      "for seed in (1, 1, 2):",
      "    path = folder / 'config.json'",
      "    path.write_text(json.dumps({**config, 'seed': seed}))",
      "    contents.append(sources.Formula(str(path), {}, {}).content)",
      `for name in ('imagefolder', 'fewer'):`,
      `    data = pathlib.Path(${JSON.stringify(folder)}) / name / 'image'`,
      "    contents.append(sources.Folder(data).content)",
      "print([contents.index(content) for content in contents])",
      "checkpoint.save(folder, checkpoint.State(3, {'content': contents[0]}, {}, {}))",
      "try:",
      "    checkpoint.resume(folder, {'content': contents[2]})",
      "except order.Refusal as refusal:",
      "    print(refusal)",
    ];
    expect(runSnippet(script)).toMatch(
      /^\[0, 0, 2, 3, 4\]\n.*the training there was of other images or labels/,
    );
  });

  it("keeps its last checkpoint on a full disk, and says so", () => {
    const script = [
      "import checkpoint, order, os, pathlib, resource, torch",
      `folder = pathlib.Path(${JSON.stringify(join(folder, "full"))})`,
      "folder.mkdir()",
      "checkpoint.save(folder, checkpoint.State(3, {}, {}, {}))",
      "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))",
      "try:",
      "    checkpoint.save(folder, checkpoint.State(4, {}, {'w': torch.zeros(5000)}, {}))",
      "except order.Refusal as refusal:",
      "    print(refusal)",
      "print(os.listdir(folder), checkpoint.load(folder / 'last.pt').step)",
    ];
    expect(runSnippet(script)).toMatch(/last\.pt: it cannot be written \(.+\); .*\n\['last\.pt'\] 3$/);
  });

  it("has a tenth of its steps for warm-up at most, and no rate above its peak", () => {
    const script = [
      "from training import Schedule, warmup",
      "print(warmup('', None, 5000, 1, 900), warmup('', None, 5000, 1, 300_000), warmup('', 3, 10, 7, 70))",
      "print([max(Schedule(peak, 2, 9).rate(step) for step in range(10)) for peak in (1e-7, 3e-6, 1e-3)])",
    ];
    expect(runSnippet(script)).toBe("90 5000 21\n[1e-07, 3e-06, 0.001]");
  });

  it("does not end with the images of a stream that ended before it", () => {
    const script = [
      "import io, order, stream, tarfile, training",
      "from PIL import Image",
      "from types import SimpleNamespace",
      `part = ${JSON.stringify(join(folder, "part.tar"))}`,
      "png = io.BytesIO()",
      "Image.new('L', (2, 2)).save(png, 'png')",
      "with tarfile.open(part, 'w') as file:",
      "    for name, content in (('0.png', png.getvalue()), ('0.cls', b'3')):",
      "        entry = tarfile.TarInfo(name)",
      "        entry.size = len(content)",
      "        file.addfile(entry, io.BytesIO(content))",
      "plan = order.Plan(10, 2, 1, 1)",
      "command = ['sh', '-c', f'cat {part}']",
      "reader = stream.StreamReader(stream.Stream(command, 5, 2, ''), plan, 0, 0, lambda image: image)",
      "parts = [SimpleNamespace(rank=0), plan, SimpleNamespace(train=list), *[None] * 5]",
      "for run in (lambda: list(reader), lambda: training.Training(*parts).run(0, [])):",
      "    try:",
      "        run()",
      "    except order.Refusal as refusal:",
      "        print(refusal)",
    ];
    expect(runSnippet(script)).toMatch(/^sh -c .*: it ended.*\nthe images ended at step 0 of 5$/);
  });

  it("leaves posterizing to no bits black, which Pillow 13 refuses", () => {
    const script = [
      "import options",
      "from PIL import Image",
      "from timm.data import auto_augment",
      "auto_augment.ImageOps.posterize = None",
      "posterize = auto_augment.NAME_TO_OP['PosterizeIncreasing']",
      "print(posterize(Image.new('RGB', (2, 2), 'white'), 0).getextrema())",
    ];
    expect(runSnippet(script)).toBe("((0, 0), (0, 0), (0, 0))");
  });
});
