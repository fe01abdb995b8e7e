/*
 * Finds an association among the chips while its name is being typed; asks the server only when
 * the page does not list them all. Without this script the search button does it.
 */

const FEWEST = 2 // letters before the server is asked
const PAUSE = 250 // milliseconds without typing before the server is asked

const box = document.querySelector('[data-associations]')

/** Letters without marks and case; the Turkish dotted and dotless i are the same here. */
const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[İIı]/g, 'i').toLowerCase()

function chip ({ id, name }) {
  const made = document.createElement('div')
  const input = document.createElement('input')
  const label = document.createElement('label')
  made.className = 'form-group-checkbox'
  Object.assign(input, { type: 'checkbox', name: 'associations', value: String(id), id: `id_association_${id}`, className: 'form-checkbox' })
  Object.assign(label, { htmlFor: input.id, className: 'form-label', textContent: name })
  made.append(input, label)
  return made
}

function startFilter () {
  const field = box.querySelector('[data-filter]')
  const first = box.querySelector('[data-first]')
  const rest = box.querySelector('[data-rest]')
  const chips = () => [...box.querySelectorAll('.form-group-checkbox')]
  let pause

  function narrow () {
    const words = plain(field.value).split(/\s+/).filter(Boolean)
    for (const one of chips()) {
      const name = plain(one.textContent)
      one.hidden = !one.querySelector('input').checked && !words.every((word) => name.includes(word))
    }
    if (rest && words.length > 0) rest.open = true
  }

  function add (found) {
    const known = new Set(chips().map((one) => one.querySelector('input').value))
    first.append(...found.filter((one) => !known.has(String(one.id))).map(chip))
  }

  async function ask () {
    const answer = await fetch(`${box.dataset.search}?q=${encodeURIComponent(field.value)}`, { redirect: 'manual' }).catch(() => null)
    if (!answer?.ok) return
    add((await answer.json()).found)
    narrow()
  }

  field.addEventListener('input', () => {
    narrow()
    clearTimeout(pause)
    if ('more' in box.dataset && field.value.trim().length >= FEWEST) pause = setTimeout(ask, PAUSE)
  })
  // An entry that is taken up again may name some that the page does not list.
  box.addEventListener('add', (event) => add(event.detail ?? []))
  // Enter in the search field looks for a name; it must not send the entry.
  field.addEventListener('keydown', (event) => { if (event.key === 'Enter') { event.preventDefault(); narrow() } })
  // A chosen one moves up among the chips that stand open.
  box.addEventListener('change', (event) => {
    const one = event.target.closest('[data-rest] .form-group-checkbox')
    if (!one || !event.target.checked) return
    first.append(one)
    event.target.focus()
    field.value = ''
    narrow()
    rest.open = false
  })
  box.querySelector('[data-find]').hidden = !('more' in box.dataset)
}

if (box) startFilter()
