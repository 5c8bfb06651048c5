/* What a form holds: read, compared, put back, and its version as the server would tell it. */

// What a page sends beside its answers.
const BESIDE = new Set(['csrf_token', 'version', 'draft', 'then', 'key', 'copy', 'whole'])

/* Names and values of what is typed and chosen, in the order of the names. */
export function typed (form) {
  return inOrder([...new FormData(form)])
}

/* The same as the server sent it: some browsers bring a form back as it was typed into. */
export function served (form) {
  const fields = [...form.elements]
  const chosen = fields.filter((field) => field.type === 'radio' && field.defaultChecked)
  const lists = fields.filter((field) => field.tagName === 'SELECT')
  return inOrder([
    ...chosen.map((field) => [field.name, field.value]),
    ...lists.map((field) => [field.name, servedOption(field).value]),
    ...fields.filter(isWritten).map((field) => [field.name, field.defaultValue])
  ])
}

function servedOption (list) {
  return [...list.options].find((option) => option.defaultSelected) ?? list.options[0]
}

function isWritten (field) {
  return field.tagName === 'TEXTAREA' || ['text', 'date'].includes(field.type)
}

function inOrder (values) {
  return values
    .filter(([name]) => !BESIDE.has(name))
    .map(([name, value]) => [name, value.replace(/\r\n?/g, '\n')])
    .sort(([one], [other]) => (one < other ? -1 : 1))
}

export function same (one, other) {
  return JSON.stringify(one) === JSON.stringify(other)
}

/*
  Put `values` into the fields called `names`, all without, and let everything on the page that
  looks at them know. What is not among the values is emptied.
*/
export function put (form, values, names = null) {
  const wanted = new Map(values)
  for (const field of form.elements) {
    if (BESIDE.has(field.name) || (names && !names.includes(field.name))) continue
    if (field.type === 'radio') {
      const chosen = wanted.get(field.name) === field.value
      if (chosen !== field.checked) change(field, () => { field.checked = chosen })
    } else if (isWritten(field) || (field.tagName === 'SELECT' && wanted.has(field.name))) {
      const words = wanted.get(field.name) ?? ''
      if (words !== field.value) change(field, () => { field.value = words })
    }
  }
}

function change (field, how) {
  how()
  const around = field.closest('details')
  if (around) around.open = true
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.dispatchEvent(new Event('change', { bubbles: true }))
}

/* The version of `values`; null where the browser cannot tell, because the page is not on https. */
export async function versionOf (values) {
  if (!globalThis.crypto?.subtle) return null
  const text = values.map(([name, value]) => `${name}\0${value}\0`).join('')
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
