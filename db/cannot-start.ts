/** An expected reason not to start. Its message is whole sentences for the operator: what happened, what to do. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}
