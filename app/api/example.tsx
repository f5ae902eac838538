export function Example({ children }: { children: string }) {
  return (
    <pre>
      <code>{children}</code>
    </pre>
  )
}
