import { demoAccount } from '#db/commands/demo.ts'

export function DemoAccount() {
  return (
    <section className="aside" aria-labelledby="demo">
      <h2 id="demo">This is the demo</h2>
      <p>Sign in as its admin. Your changes stay in the demo.</p>
      <dl className="details">
        <div>
          <dt>Email</dt>
          <dd>{demoAccount.email}</dd>
        </div>
        <div>
          <dt>Password</dt>
          <dd>{demoAccount.password}</dd>
        </div>
      </dl>
    </section>
  )
}
