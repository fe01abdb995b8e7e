/*
 * The outreach log where the network is bad: what is typed is kept on the phone, an entry that
 * could not be sent waits there and is sent later, once (the server knows its client_key).
 * Without this script the page is a plain form.
 */

const DRAFT = 'opsoegende-kladde'
const QUEUE = 'opsoegende-koe'
const PATIENCE = 15000 // milliseconds to wait for an answer before the entry is kept instead

const form = document.querySelector('[data-quick-log]')
const box = document.querySelector('[data-queue]')
const text = (name) => box.dataset[`text${name}`]

const read = (key) => { try { return JSON.parse(localStorage.getItem(key)) } catch { return null } }
const write = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)) } catch { /* full or forbidden: the form still sends */ } }
const queue = () => read(QUEUE) ?? []
const keyOf = (fields) => new URLSearchParams(fields).get('client_key')
const drop = (key) => write(QUEUE, queue().filter((entry) => keyOf(entry.fields) !== key))

function newKey () {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/* --- The form as a list of names and values, and back ------------------------------------- */

function fieldsOf () {
  return [...new FormData(form)].filter(([name]) => !['csrfmiddlewaretoken', 'words'].includes(name))
}

/** The chosen associations by name: the page that shows them again may not list them all. */
function chosen () {
  const boxes = form.querySelectorAll('[data-associations] input:checked')
  return [...boxes].map((one) => ({ id: one.value, name: one.labels[0].textContent.trim() }))
}

function fill ({ fields, names }) {
  form.querySelector('[data-associations]').dispatchEvent(new CustomEvent('add', { detail: names }))
  const wanted = new Map()
  for (const [name, value] of fields) wanted.set(name, [...(wanted.get(name) ?? []), value])
  for (const input of form.elements) {
    if (!input.name || ['csrfmiddlewaretoken', 'words', 'find'].includes(input.name)) continue
    const values = wanted.get(input.name) ?? []
    if (input.type === 'checkbox' || input.type === 'radio') input.checked = values.includes(input.value)
    else if (input.name === 'client_key' || values.length > 0) input.value = values[0] ?? input.value
  }
}

/** What the entry is called in the list of those that wait. */
function titleOf () {
  const title = [...chosen().map((one) => one.name), form.elements.other_party.value.trim()].filter(Boolean).join(', ')
  return `${title || text('Nobody')}, ${form.elements.happened_on.value}`
}

/** The day it is in Denmark, as day-month-year. */
function today () {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Copenhagen' }).format().replaceAll('/', '-')
}

/** A form for the next entry, with the values used last. */
function renew () {
  form.reset()
  form.elements.client_key.value = newKey()
  form.elements.happened_on.value = form.elements.typed_on.value = today()
  localStorage.removeItem(DRAFT)
}

/* --- Sending ------------------------------------------------------------------------------- */

/** A fresh token, since the one in a kept page may be old. Null: nobody is logged in. */
async function freshToken () {
  const answer = await fetch(box.dataset.token, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE), headers: { Accept: 'application/json' } })
  if (answer.type === 'opaqueredirect' || answer.status === 401) return null
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

/** Send one entry. Throws when there is no network or the server is ill; then it may be sent again. */
async function send (fields) {
  const session = await freshToken()
  if (!session) return { is: 'login' }
  if (session.user !== box.dataset.user) return { is: 'other' }
  const answer = await fetch(form.action, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
    headers: { Accept: 'application/json', 'X-CSRFToken': session.token }
  })
  if (answer.type === 'opaqueredirect') return { is: 'login' }
  if (answer.ok) return { is: 'saved', ...(await answer.json()) }
  if (answer.status === 422) return { is: 'refused', token: session.token, ...(await answer.json()) }
  throw new Error(String(answer.status))
}

let isSending = false

async function submit (event) {
  if (event.submitter?.name === 'find') return
  event.preventDefault()
  if (isSending) return
  isSending = true
  form.setAttribute('aria-busy', 'true')
  const fields = fieldsOf()
  try {
    const outcome = await send(fields)
    if (outcome.is === 'saved') {
      drop(keyOf(fields))
      localStorage.removeItem(DRAFT)
      location.assign(outcome.url)
    } else if (outcome.is === 'refused') {
      // The server's own page shows what is wrong, at the fields.
      form.elements.csrfmiddlewaretoken.value = outcome.token
      HTMLFormElement.prototype.submit.call(form)
    } else keep(fields, outcome.is)
  } catch {
    keep(fields, 'waiting')
  }
  isSending = false
  form.removeAttribute('aria-busy')
}

/** Put an entry among those that wait, and make room for the next. */
function keep (fields, state) {
  const entry = { fields, names: chosen(), state, title: titleOf(), user: box.dataset.user }
  write(QUEUE, [...queue().filter((other) => keyOf(other.fields) !== keyOf(fields)), entry])
  renew()
  show()
  tell('')
  box.scrollIntoView()
}

/** Send what waits, one after the other; only one tab does it at a time. */
async function sendWaiting () {
  if (!form || isSending || queue().length === 0) return
  const work = async () => {
    let sent = 0
    for (const entry of queue().filter((entry) => entry.user === box.dataset.user && entry.state !== 'refused')) {
      try {
        const outcome = await send(entry.fields)
        if (outcome.is === 'saved') { drop(keyOf(entry.fields)); sent += 1 } else mark(entry, outcome.is, outcome.errors)
        if (outcome.is === 'login' || outcome.is === 'other') break
      } catch { mark(entry, 'waiting'); break }
    }
    show()
    if (sent > 0) tell(text('Sent'))
  }
  if (navigator.locks) await navigator.locks.request(QUEUE, { ifAvailable: true }, (lock) => lock && work())
  else await work()
}

function mark (entry, state, errors = []) {
  write(QUEUE, queue().map((other) => keyOf(other.fields) === keyOf(entry.fields) ? { ...other, state, errors } : other))
}

/* --- Showing the state ---------------------------------------------------------------------- */

function button (label, act) {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'button button-secondary'
  made.textContent = label
  made.addEventListener('click', act)
  return made
}

function line (entry) {
  const item = document.createElement('li')
  const what = document.createElement('div')
  const state = document.createElement('span')
  what.className = 'queue-what'
  state.className = 'queue-state'
  what.textContent = entry.title
  state.textContent = { refused: text('Refused'), login: text('Login') }[entry.state] ?? text('Waiting')
  if (entry.errors?.length) state.textContent += `: ${entry.errors.join(' ')}`
  what.append(state)
  item.append(what)
  if (entry.state === 'refused') {
    item.append(
      button(text('Correct'), () => { fill(entry); drop(keyOf(entry.fields)); saveDraft(); show(); form.scrollIntoView() }),
      button(text('Delete'), () => { drop(keyOf(entry.fields)); show() })
    )
  } else if (entry.state === 'login') {
    const link = document.createElement('a')
    link.className = 'button button-primary'
    link.href = box.dataset.login
    link.textContent = text('LoginLink')
    item.append(link)
  } else item.append(button(text('Retry'), sendWaiting))
  return item
}

function show () {
  const all = queue()
  const mine = all.filter((entry) => entry.user === box.dataset.user)
  const list = box.querySelector('[data-queue-list]')
  list.replaceChildren(...mine.map(line))
  list.hidden = all.length === 0
  if (all.length > mine.length) {
    const note = document.createElement('li')
    note.textContent = text('Other')
    list.append(note)
  }
}

function tell (message, ...actions) {
  box.querySelector('[data-queue-status]').replaceChildren(message, ...actions)
}

/* --- The draft ------------------------------------------------------------------------------ */

function saveDraft () {
  write(DRAFT, { user: box.dataset.user, fields: fieldsOf(), names: chosen() })
}

function restore () {
  const draft = read(DRAFT)
  if (!draft || draft.user !== box.dataset.user || 'typed' in form.dataset) return
  fill(draft)
  tell(text('Restored'), document.createElement('br'), button(text('Discard'), () => { renew(); tell('') }))
}

/** The receipt: what was saved waits no longer. */
function forget () {
  const saved = document.querySelector('[data-saved]')?.dataset.saved
  if (!saved) return
  drop(saved)
  if (keyOf(read(DRAFT)?.fields ?? []) === saved) localStorage.removeItem(DRAFT)
}

function start () {
  if ('shell' in form.dataset || location.pathname !== new URL(form.action).pathname) renewKept()
  restore()
  form.addEventListener('submit', submit)
  form.addEventListener('input', saveDraft)
  window.addEventListener('online', sendWaiting)
  document.addEventListener('visibilitychange', () => { if (!document.hidden) sendWaiting() })
  navigator.serviceWorker?.register(box.dataset.worker, { scope: box.dataset.scope })
  show()
  sendWaiting()
}

/** The kept page carries an old key and an old day. */
function renewKept () {
  form.elements.client_key.value = newKey()
  form.elements.happened_on.value = form.elements.typed_on.value = today()
}

forget()
if (form) start()
