/** Threads for what goes on behind the page (measurements, the index of streams, searches): made on demand, ended when idle. */
import type { Task, TaskResults } from "../../workers/messages.ts";
import { isCrash } from "../generate/crash.ts";
import { WorkerPool } from "../generate/pool.ts";

const IDLE_MILLISECONDS = 20_000;

export class BackgroundPool {
  private pool: WorkerPool | null = null;
  private users = 0;
  private idle: NodeJS.Timeout | null = null;
  private readonly niceness: number;

  /** @param niceness of its threads, 0 … 19 */
  constructor(niceness: number) {
    this.niceness = niceness;
  }

  /** Lends the pool for as long as the work takes. */
  async use<R>(workers: number, work: (pool: WorkerPool) => Promise<R>): Promise<R> {
    if (this.idle) clearTimeout(this.idle);
    if (this.pool && this.pool.workers !== workers && this.users === 0) await this.end();
    this.pool ??= new WorkerPool(workers, this.niceness);
    const { pool } = this;
    this.users += 1;
    try {
      return await work(pool);
    } catch (error) {
      // The next one gets threads that are all alive.
      if (isCrash(error) && pool === this.pool) void this.end();
      throw error;
    } finally {
      this.users -= 1;
      if (this.users === 0) this.endWhenIdle();
    }
  }

  run<T extends Task>(workers: number, task: T): Promise<TaskResults[T["kind"]]> {
    return this.use(workers, (pool) => pool.run(task));
  }

  async close(): Promise<void> {
    if (this.idle) clearTimeout(this.idle);
    await this.end();
  }

  private endWhenIdle(): void {
    if (this.idle) clearTimeout(this.idle);
    this.idle = setTimeout(() => {
      if (this.users === 0) void this.end();
    }, IDLE_MILLISECONDS);
    this.idle.unref();
  }

  private async end(): Promise<void> {
    const { pool } = this;
    this.pool = null;
    await pool?.close();
  }
}
