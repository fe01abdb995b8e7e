/*
 * Texts kept in several languages: Danish is shown, each other language opens under it on demand.
 * Without this script all fields stand beneath each other and work alike.
 */

const settings = document.querySelector('[data-translation-tabs]')
const languages = settings ? [...settings.children].map(({ dataset, textContent }) => ({ ...dataset, name: textContent })) : []

/** The field's name without its language, and the language: `mt-field-pays_for-da`. */
function identify (field) {
  const found = [...field.classList].map((name) => name.match(/^mt-field-(.+)-([a-z]{2,3}(?:_[a-z]+)?)$/)).find(Boolean)
  return found && { name: found[1], language: found[2].replace('_', '-') }
}

/** The row of a field in the form, with its label. */
const rowOf = (field) => field.closest('.form-row')

/** Fields of one text in one form or inline row, by language. */
function groups () {
  const found = new Map()
  for (const field of document.querySelectorAll('.mt')) {
    const identity = identify(field)
    const row = rowOf(field)
    // Forms to be added later are copied from an empty one, which is left as it is.
    if (!identity || !row || field.name.includes('__prefix__')) continue
    const key = field.name.replace(/_[a-z]{2,3}(_[a-z]+)?$/, '')
    if (!found.has(key)) found.set(key, new Map())
    found.get(key).set(identity.language, { field, row })
  }
  return found
}

/** Take the language in brackets off the label, and tell the browser how the field is written. */
function dress ({ field, row }, { code, direction, name }) {
  field.lang = code
  field.dir = direction
  const label = row.querySelector('label')
  if (!label) return
  label.textContent = label.textContent.replace(/\s*\[[\w-]+\]/, code === languages[0].code ? '' : ` (${name})`)
}

function build (fields) {
  const main = fields.get(languages[0].code)
  if (!main || main.row.querySelector('.cw-languages')) return
  for (const language of languages) {
    const one = fields.get(language.code)
    if (one) dress(one, language)
  }
  const others = languages.slice(1).filter(({ code }) => fields.has(code))
  if (others.length === 0) return
  const bar = document.createElement('div')
  bar.className = 'cw-languages'
  const heading = document.createElement('span')
  heading.textContent = settings.dataset.heading
  bar.append(heading)
  const buttons = others.map((language) => {
    const { field, row } = fields.get(language.code)
    row.id ||= `row-${field.id}`
    const button = document.createElement('button')
    button.type = 'button'
    button.setAttribute('aria-controls', row.id)
    const name = document.createElement('span')
    name.lang = language.code
    name.dir = language.direction
    name.textContent = language.name
    const state = document.createElement('span')
    state.className = 'cw-language-state'
    button.append(name, state)
    const mark = () => {
      const filled = field.value.trim() !== ''
      button.classList.toggle('cw-filled', filled)
      state.textContent = filled ? `(${settings.dataset.filled})` : `(${settings.dataset.empty})`
    }
    field.addEventListener('input', mark)
    mark()
    return { button, row }
  })
  const show = (wanted) => {
    for (const { button, row } of buttons) {
      const isOpen = row === wanted
      row.hidden = !isOpen
      button.setAttribute('aria-expanded', String(isOpen))
    }
  }
  for (const { button, row } of buttons) {
    button.addEventListener('click', () => {
      const open = row.hidden ? row : null
      show(open)
      open?.querySelector('input, textarea')?.focus()
    })
    bar.append(button)
  }
  main.row.append(bar)
  let after = main.row
  for (const { row } of buttons) {
    after.after(row)
    after = row
  }
  show(buttons.find(({ row }) => row.classList.contains('errors'))?.row ?? null)
}

function buildAll () {
  for (const fields of groups().values()) build(fields)
}

if (languages.length > 1) {
  buildAll()
  // A row added to the page by Django's script.
  document.addEventListener('formset:added', buildAll)
}
