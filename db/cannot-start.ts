/** An expected reason not to start. The message says in whole sentences what happened and what to do. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}
