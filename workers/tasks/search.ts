/** Task `search`: tries candidates for classes, or runs a generator past them. */
import { searcherOf } from "../createSource.ts";
import type { SearchResult, SearchTask } from "../messages.ts";

export async function runSearch(task: SearchTask): Promise<SearchResult> {
  const searcher = await searcherOf(task.config);
  const result: SearchResult = { kind: "search", rows: [], candidates: [], states: [] };
  if (task.order === "measure") {
    result.rows = task.rows.map((row) => searcher.measure(row));
    return result;
  }
  if (task.order === "alone") {
    const row = searcher.tryAlone(task.classIndex, task.first, task.candidates);
    if (row !== null) result.rows.push(row);
    return result;
  }
  searcher.restore(task.state);
  if (task.skips === 0) {
    const found = searcher.tryNext(task.candidates);
    result.rows = found.map(({ row }) => row);
    result.candidates = found.map(({ candidate }) => candidate);
    result.states.push(searcher.state());
  }
  for (let block = 0; block < task.skips; block++) {
    searcher.skip(task.candidates);
    result.states.push(searcher.state());
  }
  return result;
}
