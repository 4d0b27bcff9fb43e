/** A dataset in shards: each image is found by the permutation and the journal and read from its place; nothing is unpacked. */

import { createHash } from "node:crypto";
import { dirname, extname, join } from "node:path";
import { storedSide } from "../../../../core/config/dataset.ts";
import { classNames } from "../../../../core/config/numberNames.ts";
import type { ClassParameters, DatasetConfig } from "../../../../core/config/parameters.ts";
import { SampleOrder } from "../../../../core/random/sampleOrder.ts";
import type { DatasetImages, FoundImage } from "../../../../core/studio/dataset.ts";
import { NOT_OWN, openOwnFileSoon } from "../../../../workers/disk/ownFile.ts";
import { requireOwnFolder } from "../../../../workers/disk/ownFolder.ts";
import { imageName } from "../../../../workers/files.ts";
import { PARQUET_START } from "../../../../workers/packed/parquet.ts";
import { PackedPlan } from "../../../dataset/packed/packedPlan.ts";
import { shardName } from "../../../dataset/packed/packFiles.ts";
import { StudioError } from "../../errors.ts";
import type { PictureFile } from "../../pictures/pictureFile.ts";
import {
  type ImageStore,
  imageTypes,
  LARGEST_FILE,
  type ListKind,
  noSuchList,
  notFound,
  requireShowable,
  type StoredLists,
} from "../imageStore.ts";
import { parquetSamples } from "./parquetSamples.ts";
import { readShards, type ShardIndex, shardsStamp } from "./shardIndex.ts";
import { type BytesPlace, tarSamples } from "./tarSamples.ts";
import { WindowReader } from "./windowReader.ts";

/** The names of samples are numbers alone. */
const notNeeded = {} as ClassParameters;
const KEPT_RUNS = 256;
const KEPT_LISTS = 4;
/** Shards that are listed whether they have a file or not: making and sending a list of millions would take seconds. */
const LISTED = 100_000;
/** Also where there is a file behind them. Images of those behind it are found by their classes. */
const MOST_LISTED = 1_000_000;

export class ShardStore implements ImageStore {
  private readonly root: string;
  private readonly config: DatasetConfig;
  private readonly plan: PackedPlan;
  private readonly order: SampleOrder;
  private readonly names: string[];
  private known: { stamp: string; index: ShardIndex } | null = null;
  /** Places of the images of a run, by its unit and its shard's stamp; least recently used first. */
  private readonly places = new Map<string, Promise<(BytesPlace | null)[]>>();
  /** Instances of a class that are there, where some are not. */
  private readonly instances = new Map<number, number[]>();

  constructor(root: string, config: DatasetConfig) {
    this.root = root;
    this.config = config;
    this.plan = new PackedPlan(config);
    this.order = new SampleOrder(config);
    this.names = classNames(config);
  }

  async lists(): Promise<StoredLists> {
    const stamp = shardsStamp(this.root, this.plan);
    if (this.known?.stamp !== stamp) {
      this.known = { stamp, index: readShards(this.root, this.plan) };
      this.instances.clear();
    }
    const { shards, classImages, bytes } = this.known.index;
    const classStamp = shortStamp(stamp);
    return {
      classes: this.names.map((name, label) => ({ name, images: classImages[label] })),
      shards: Array.from({ length: this.listed(this.known.index) }, (_, number) => {
        return { name: shardName(this.plan, number), images: shards.get(number)?.samples ?? 0 };
      }),
      counting: false,
      stamp,
      bytes,
      classStamps: this.names.map(() => classStamp),
    };
  }

  async images(kind: ListKind, at: number, first: number, count: number): Promise<DatasetImages> {
    const index = await this.index();
    const list: DatasetImages = { names: [], stamps: [], classes: [] };
    const add = (position: number): void => {
      const { instance, label } = this.order.at(position);
      list.names.push(this.nameOf(label, instance));
      list.classes.push(label);
      list.stamps.push(index.shards.get(this.shardOf(position))?.stamp ?? "");
    };
    if (kind === "shard") {
      if (at >= this.plan.shards) throw noSuchList(kind, at);
      const end = Math.min(first + count, index.shards.get(at)?.samples ?? 0);
      for (let sample = first; sample < end; sample++) add(at * this.config.output.shardSize + sample);
      return list;
    }
    if (at >= this.names.length) throw noSuchList(kind, at);
    for (const instance of this.instancesOf(index, at).slice(first, first + count)) {
      add(this.positionOf(at, instance));
    }
    return list;
  }

  async find(classAt: number, name: string): Promise<FoundImage> {
    const instance = this.instanceOf(classAt, name);
    if (instance === null) return { place: null, shard: null };
    const place = this.instancesOf(await this.index(), classAt).indexOf(instance);
    const position = this.positionOf(classAt, instance);
    const shard = { at: this.shardOf(position), place: position % this.config.output.shardSize };
    return { place: place < 0 ? null : place, shard };
  }

  async classStamp(): Promise<string> {
    return shortStamp(shardsStamp(this.root, this.plan));
  }

  async picture(classAt: number, name: string): Promise<PictureFile> {
    const instance = this.instanceOf(classAt, name);
    if (instance === null) throw notFound(name);
    const index = await this.index();
    const position = this.positionOf(classAt, instance);
    const number = this.shardOf(position);
    const unit = this.unitOf(position);
    const state = index.shards.get(number);
    if (state === undefined || !index.runs.has(unit)) throw notFound(name);
    const shard = shardName(this.plan, number);
    try {
      requireOwnFolder(this.root, dirname(shard));
      const places = await this.placesIn(index, unit, state.stamp);
      const place = places[this.sampleIn(position, unit)];
      if (place === null || place === undefined) {
        throw new StudioError("NotFound", `${name} is not in its place in ${shard}; verify the dataset`);
      }
      if (place.length > LARGEST_FILE) throw new StudioError("NotPossible", `${name} is too large to show`);
      const bytes = await this.read(shard, place);
      requireShowable(name, bytes, storedSide(this.config));
      return { bytes, type: imageTypes[extname(name)] };
    } catch (error) {
      if (error instanceof StudioError) throw error;
      if ((error as NodeJS.ErrnoException).code === NOT_OWN) {
        throw new StudioError("NotFound", `${shard} is a link or a special file, and is not opened`);
      }
      throw notFound(name);
    }
  }

  private listed({ shards }: ShardIndex): number {
    const last = [...shards.keys()].at(-1) ?? 0;
    return Math.min(this.plan.shards, Math.max(LISTED, last + 1), MOST_LISTED);
  }

  private async index(): Promise<ShardIndex> {
    if (this.known === null) await this.lists();
    return this.known!.index;
  }

  private placesIn(index: ShardIndex, unit: number, stamp: string): Promise<(BytesPlace | null)[]> {
    const key = `${unit} ${stamp}`;
    const found = this.places.get(key) ?? this.findPlaces(index, unit);
    keepLatest(this.places, key, found, KEPT_RUNS);
    found.catch(() => this.places.delete(key));
    return found;
  }

  private async findPlaces(index: ShardIndex, unit: number): Promise<(BytesPlace | null)[]> {
    const run = index.runs.get(unit)!;
    const { classIndex: shard, first, count } = this.plan.unitAt(unit);
    const file = await openOwnFileSoon(join(this.root, shardName(this.plan, shard)));
    try {
      const reader = new WindowReader(file, run.at + run.length);
      if (this.config.output.layout === "webdataset") {
        const start = shard * this.config.output.shardSize + first;
        return await tarSamples(reader, run, this.namesFrom(start, count));
      }
      const at = run.at + (first === 0 ? PARQUET_START : 0);
      const length = Math.min(run.columns[0] ?? 0, run.at + run.length - at);
      return await parquetSamples(reader, { at, length }, count);
    } finally {
      await file.close();
    }
  }

  private async read(shard: string, { at, length }: BytesPlace): Promise<Buffer> {
    const file = await openOwnFileSoon(join(this.root, shard));
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  private namesFrom(position: number, count: number): string[] {
    return Array.from({ length: count }, (_, i) => {
      const { label, instance } = this.order.at(position + i);
      return this.nameOf(label, instance);
    });
  }

  private instancesOf(index: ShardIndex, label: number): number[] {
    const found = this.instances.get(label) ?? this.findInstances(index, label);
    keepLatest(this.instances, label, found, KEPT_LISTS);
    return found;
  }

  private findInstances(index: ShardIndex, label: number): number[] {
    const { instances } = this.config;
    const there = [...index.shards.values()].reduce((sum, { samples }) => sum + samples, 0);
    if (there < instances) return this.findInstancesIn(index, label);
    const all = Array.from({ length: instances }, (_, instance) => instance);
    if (index.runs.size === this.plan.unitCount) return all;
    return all.filter((instance) => index.runs.has(this.unitOf(this.positionOf(label, instance))));
  }

  /** By a look at each image that is there, where a class would have more. */
  private findInstancesIn({ runs }: ShardIndex, label: number): number[] {
    const found: number[] = [];
    for (const unit of runs.keys()) {
      const { classIndex: shard, first, count } = this.plan.unitAt(unit);
      const start = shard * this.config.output.shardSize + first;
      for (let position = start; position < start + count; position++) {
        const sample = this.order.at(position);
        if (sample.label === label) found.push(sample.instance);
      }
    }
    return found.sort((a, b) => a - b);
  }

  private positionOf(label: number, instance: number): number {
    return this.order.positionOf(this.config.startClass + label, instance);
  }

  private shardOf(position: number): number {
    return Math.floor(position / this.config.output.shardSize);
  }

  private unitOf(position: number): number {
    return this.plan.unitOfSample(this.shardOf(position), position % this.config.output.shardSize);
  }

  private sampleIn(position: number, unit: number): number {
    return (position % this.config.output.shardSize) - this.plan.unitAt(unit).first;
  }

  private nameOf(label: number, instance: number): string {
    return imageName(this.config, this.config.startClass + label, instance, notNeeded);
  }

  /** null for what is no name of an image of this class. */
  private instanceOf(classAt: number, name: string): number | null {
    const instance = Number(/_(\d+)\.[a-z]+$/.exec(name)?.[1] ?? Number.NaN);
    if (classAt >= this.names.length || !(instance < this.config.instances)) return null;
    return this.nameOf(classAt, instance) === name ? instance : null;
  }
}

function shortStamp(stamp: string): string {
  return createHash("sha256").update(stamp).digest("hex").slice(0, 16);
}

function keepLatest<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > most) map.delete(map.keys().next().value!);
}
