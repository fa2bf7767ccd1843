export default function Page() {
  return <main>An empty page: what the framework alone costs.</main>;
}
