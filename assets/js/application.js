/*
 * Makes writing an application more comfortable: what is typed is kept while one types, and the
 * budget is summed up at once. The pages work without it, and the server checks everything again.
 */

const PAUSE = 1500 // ms without a key before what is typed is kept

/** Keep what is typed in a draft, and say so; the words come with the page. */
function autosave (form) {
  const state = form.querySelector('[data-save-state]')
  let timer = 0
  let dirty = false
  let underWay = null

  const say = (text, failing = false) => {
    state.textContent = text
    state.classList.toggle('is-failing', failing)
  }

  const typed = () => {
    const fields = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
    fields.append('autosave', '1')
    return fields
  }

  const send = async () => {
    clearTimeout(timer)
    dirty = false
    say(form.dataset.saving)
    try {
      const response = await fetch(form.action || location.href, { method: 'POST', body: typed(), keepalive: true, redirect: 'manual' })
      if (response.type === 'opaqueredirect') return say(form.dataset.loggedOut, true)
      const answer = await response.json()
      say(answer.message, !response.ok)
    } catch {
      dirty = true
      say(form.dataset.offline, true)
    }
  }
  const keep = () => { underWay = send().finally(() => { underWay = null }) }

  form.addEventListener('input', () => {
    dirty = true
    clearTimeout(timer)
    timer = setTimeout(keep, PAUSE)
  })
  // The page is left by a link or put aside on the phone: keep what is typed at once.
  document.addEventListener('visibilitychange', () => { if (document.hidden && dirty) keep() })
  window.addEventListener('pagehide', () => { if (dirty) keep() })
  window.addEventListener('online', () => { if (dirty) keep() })
  // A save must not be overtaken by what was kept before it.
  form.addEventListener('submit', (event) => {
    clearTimeout(timer)
    dirty = false
    if (!underWay) return
    event.preventDefault()
    underWay.then(() => form.requestSubmit(event.submitter))
  })
}

/** An amount as Danes type it, in øre; nothing readable counts as nothing. */
function inOere (text) {
  const digits = text.replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660).replace(/kr\.?|dkk|\s/gi, '')
  const plain = /^\d+\.\d{1,2}$/.test(digits) ? digits : digits.replace(/\./g, '').replace(/,-?$/, '').replace(',', '.')
  const amount = Number(plain)
  return Number.isFinite(amount) && amount > 0 ? Math.round(amount * 100) : 0
}

const inKroner = (oere) => `${(oere / 100).toLocaleString('da-DK', { minimumFractionDigits: 2 })} kr.`

/** The running sums of the budget. */
function sumUp (form) {
  const totals = form.querySelector('[data-totals]')
  const set = (name, text) => { totals.querySelector(`[data-sum="${name}"]`).textContent = text }
  const sum = (selector) => [...form.querySelectorAll(selector)].reduce((total, field) => total + inOere(field.value), 0)
  const show = () => {
    const expenses = sum('[name^="udgifter-"][name$="-amount"]')
    const income = sum('[name^="indtaegter-"][name$="-amount"]')
    const sought = sum('[name="amount_sought"]')
    const rest = expenses - income - sought
    set('udgifter', inKroner(expenses))
    set('indtaegter', inKroner(income))
    set('amount_sought', inKroner(sought))
    set('rest', rest ? inKroner(Math.abs(rest)) : '')
    const state = rest > 0 ? 'missing' : rest < 0 ? 'surplus' : 'even'
    for (const word of totals.querySelectorAll('[data-when]')) word.hidden = word.dataset.when !== state
  }
  form.addEventListener('input', show)
  show()
}

for (const form of document.querySelectorAll('form[data-autosave]')) autosave(form)
for (const form of document.querySelectorAll('form[data-budget]')) sumUp(form)
