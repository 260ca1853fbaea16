// A file that cannot be read, named by a key that the page has words for.

export class Problem extends Error {
  constructor(problem) {
    super(problem);
    this.problem = problem;
  }
}
