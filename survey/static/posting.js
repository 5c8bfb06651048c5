/* A form sent to the server by script, and what became of it. */
const PATIENCE = 20000
// Browsers let no more than this outlive the page.
const MOST_TO_OUTLIVE = 60000
const BUSY = new Set([408, 425, 429, 500, 502, 503, 504])

/*
  Gives { kind, … }: 'saved' with saved, version and next; 'offline' where nobody answered; 'busy'
  where it may be tried again; 'refused' with status, title and sentence. `leaving` lets the request
  outlive the page.
*/
export async function post (form, then, leaving = false) {
  const answer = await once(form, then, leaving)
  if (!answer.token) return answer
  form.elements.csrf_token.value = answer.token
  return once(form, then, leaving)
}

async function once (form, then, leaving) {
  const body = new URLSearchParams(new FormData(form))
  if (then) body.set('then', then)
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
      keepalive: leaving && body.toString().length < MOST_TO_OUTLIVE,
      signal: AbortSignal.timeout?.(PATIENCE)
    })
    if (BUSY.has(answer.status)) return { kind: 'busy' }
    return { kind: answer.ok ? 'saved' : 'refused', status: answer.status, ...await told(answer) }
  } catch {
    return { kind: 'offline' }
  }
}

async function told (answer) {
  const json = answer.headers.get('Content-Type')?.startsWith('application/json')
  if (json) return answer.json()
  return answer.ok ? { kind: 'refused' } : {}
}
