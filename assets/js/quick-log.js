/*
 * The outreach log where the network is bad: what is typed is kept on the phone, an entry, an
 * evening or a tick that could not be sent waits there and is sent later, once (the server knows
 * its client_key). Without this script the pages are plain forms.
 */

const QUEUE = 'opsoegende-koe'
const PATIENCE = 15000 // milliseconds to wait for an answer before the entry is kept instead

const form = document.querySelector('[data-quick-log]')
// Each form keeps what is being typed in it under a name of its own.
const DRAFT = document.querySelector('[data-draft]')?.dataset.draft ?? 'opsoegende-kladde'
const BUTTONS = ['find', 'more', 'add']
const UNKEPT = ['csrfmiddlewaretoken', 'words', ...BUTTONS]
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

function fieldsOf (from = form) {
  return [...new FormData(from)].filter(([name]) => !UNKEPT.includes(name))
}

/** The chosen associations by name: the page that shows them again may not list them all. */
function chosen () {
  const boxes = form.querySelectorAll('[data-associations] input:checked')
  const options = form.querySelectorAll('select[name$="-association"] option:checked:not([value=""])')
  return [
    ...[...boxes].map((one) => ({ id: one.value, name: one.labels[0].textContent.trim() })),
    ...[...options].map((one) => ({ id: one.value, name: one.textContent.trim() }))
  ]
}

/** One more line of an evening, from the page's own pattern. */
function addLine () {
  const total = form.elements['linje-TOTAL_FORMS']
  const last = [...form.querySelectorAll('[data-evening-line]')].at(-1)
  const lines = form.querySelector('[data-lines]')
  const made = document.querySelector('[data-line-template]').content.cloneNode(true)
  for (const part of made.querySelectorAll('*')) {
    for (const { name, value } of [...part.attributes]) part.setAttribute(name, value.replaceAll('__prefix__', total.value))
  }
  made.querySelector('[data-number]').textContent = Number(total.value) + 1
  for (const name of ['minutes', 'help_kind']) {
    const before = last?.querySelector(`[name$="-${name}"]`)
    if (before) made.querySelector(`[name$="-${name}"]`).value = before.value
  }
  lines.append(made)
  total.value = Number(total.value) + 1
}

/** As many lines as were typed, and in their selects the names the page may not list. */
function makeRoom (wanted, names) {
  if (!form.querySelector('[data-lines]')) return
  const number = Math.min(Number(wanted.get('linje-TOTAL_FORMS')?.[0] ?? 0), 60)
  while (Number(form.elements['linje-TOTAL_FORMS'].value) < number) addLine()
  for (const select of form.querySelectorAll('select[name$="-association"]')) {
    for (const { id, name } of names ?? []) {
      if (![...select.options].some((one) => one.value === String(id))) select.append(new Option(name, id))
    }
  }
}

function fill ({ fields, names }) {
  form.querySelector('[data-associations]')?.dispatchEvent(new CustomEvent('add', { detail: names }))
  const wanted = new Map()
  for (const [name, value] of fields) wanted.set(name, [...(wanted.get(name) ?? []), value])
  makeRoom(wanted, names)
  for (const input of form.elements) {
    if (!input.name || UNKEPT.includes(input.name) || input.name.endsWith('_FORMS')) continue
    const values = wanted.get(input.name) ?? []
    if (input.type === 'checkbox' || input.type === 'radio') input.checked = values.includes(input.value)
    else if (input.name === 'client_key' || values.length > 0) input.value = values[0] ?? input.value
  }
}

/** What the entry is called in the list of those that wait. */
function titleOf () {
  const others = [form.elements.other_party?.value.trim(), form.dataset.title]
  const title = [...chosen().map((one) => one.name), ...others].filter(Boolean).join(', ')
  return `${title || text('Nobody')}, ${form.elements.happened_on.value}`
}

/** The day it is in Denmark, as day-month-year. */
function today () {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Copenhagen' }).format().replaceAll('/', '-')
}

/** A form for the next entry, with the values used last. */
function renew () {
  form.reset()
  // The lines that were added go; the form counts those it came with.
  const ready = Number(form.elements['linje-TOTAL_FORMS']?.value)
  for (const added of [...form.querySelectorAll('[data-evening-line]')].slice(ready || 0)) added.remove()
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
async function send (fields, action) {
  const session = await freshToken()
  if (!session) return { is: 'login' }
  if (session.user !== box.dataset.user) return { is: 'other' }
  const answer = await fetch(action, {
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
  if (event.submitter?.name === 'more') {
    event.preventDefault()
    addLine()
    form.querySelector('[data-lines]').lastElementChild.querySelector('select').focus()
    return
  }
  if (BUTTONS.includes(event.submitter?.name)) return
  event.preventDefault()
  if (isSending) return
  isSending = true
  form.setAttribute('aria-busy', 'true')
  const fields = fieldsOf()
  try {
    const outcome = await send(fields, form.action)
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
  wait({ fields, names: chosen(), state, title: titleOf(), action: form.action, draft: DRAFT })
  renew()
  show()
  tell('')
  box.scrollIntoView()
}

/** Last among those that wait; the same entry waits once. */
function wait (entry) {
  const others = queue().filter((other) => keyOf(other.fields) !== keyOf(entry.fields))
  write(QUEUE, [...others, { ...entry, user: box.dataset.user }])
}

/** A tick in the daily list: done, or put off. Its line goes when it is sent or waits. */
async function tick (event) {
  event.preventDefault()
  const one = event.currentTarget
  if (isSending) return
  isSending = true
  const fields = fieldsOf(one)
  try {
    const outcome = await send(fields, one.action)
    if (outcome.is === 'saved') { location.assign(outcome.url); return }
    if (outcome.is === 'refused') {
      one.elements.csrfmiddlewaretoken.value = outcome.token
      HTMLFormElement.prototype.submit.call(one)
      return
    }
    wait({ fields, state: outcome.is, title: one.dataset.title, action: one.action })
  } catch {
    wait({ fields, state: 'waiting', title: one.dataset.title, action: one.action })
  }
  isSending = false
  one.closest('[data-line]').hidden = true
  show()
  box.scrollIntoView()
}

/** Send what waits, one after the other; only one tab does it at a time. */
async function sendWaiting () {
  if (!box || isSending || queue().length === 0) return
  const work = async () => {
    let sent = 0
    for (const entry of queue().filter((entry) => entry.user === box.dataset.user && entry.state !== 'refused')) {
      try {
        const outcome = await send(entry.fields, entry.action ?? box.dataset.scope)
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
    if (entry.draft) item.append(button(text('Correct'), () => correct(entry)))
    item.append(button(text('Delete'), () => { drop(keyOf(entry.fields)); show() }))
  } else if (entry.state === 'login') {
    const link = document.createElement('a')
    link.className = 'button button-primary'
    link.href = box.dataset.login
    link.textContent = text('LoginLink')
    item.append(link)
  } else item.append(button(text('Retry'), sendWaiting))
  return item
}

/** Back into the form it was typed in, which may be on another page. */
function correct (entry) {
  drop(keyOf(entry.fields))
  if (form?.action !== entry.action) {
    write(entry.draft, { user: entry.user, fields: entry.fields, names: entry.names })
    location.assign(entry.action)
    return
  }
  fill(entry)
  saveDraft()
  show()
  form.scrollIntoView()
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

function startForm () {
  if ('shell' in form.dataset || location.pathname !== new URL(form.action).pathname) renewKept()
  restore()
  form.addEventListener('submit', submit)
  form.addEventListener('input', saveDraft)
}

function start () {
  for (const one of document.querySelectorAll('form[data-tick]')) one.addEventListener('submit', tick)
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
if (form) startForm()
if (box) start()
