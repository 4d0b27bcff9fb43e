/** What the host tells by events is newer than an answer that was asked for before them. */

/**
 * To be called before something is asked for. What it returns takes the answer, and gives what was told meanwhile in its
 * place where something was: of work that ends at once the end may be told before the answer that it has begun.
 * @param read what is known now; the same object as long as nothing is told
 */
export function unlessTold<T>(read: () => T): <Answer>(answer: Answer) => T | Answer {
  const before = read();
  return (answer) => {
    const now = read();
    return now === before ? answer : now;
  };
}
