/*
 * Names for what Django's admin leaves nameless to a screen reader.
 */

const text = (element) => element?.textContent.trim().replace(/:$/, '') ?? ''

/** What a field in the admin is called: its label, or the heading of its column. */
function nameOf (field) {
  const label = field.id && document.querySelector(`label[for="${CSS.escape(field.id)}"]`)
  if (text(label)) return text(label)
  const cell = field.closest('td')
  if (!cell) return text(field.closest('.form-row')?.querySelector('label, legend'))
  // A row of an inline may begin with a cell that spans its headings: count from the end.
  const cells = [...cell.parentElement.children]
  const headings = [...cell.closest('table').querySelectorAll('thead th')]
  return text(headings.at(cells.indexOf(cell) - cells.length))
}

/** The choosers that Django's script puts in place of selects have no name while they are empty. */
function nameChoosers () {
  for (const chooser of document.querySelectorAll('.select2-container')) {
    const select = chooser.parentElement.querySelector('select')
    if (!select) continue
    for (const part of chooser.querySelectorAll('[role="combobox"], [role="textbox"], .select2-search__field')) {
      part.setAttribute('aria-label', nameOf(select))
      part.removeAttribute('aria-labelledby')
    }
  }
}

/** The two fields of a date with time are named by their row and the word in front of each. */
function nameMoments () {
  for (const field of document.querySelectorAll('p.datetime input[type="text"]')) {
    const row = text(field.closest('.form-row')?.querySelector('label, legend'))
    field.setAttribute('aria-label', `${row} ${field.previousSibling?.textContent?.trim() ?? ''}`.trim())
  }
}

/** What is wider than the screen can be moved sideways with the arrow keys too. */
function reachWideTables () {
  for (const wide of document.querySelectorAll('.inline-group .tabular fieldset.module')) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0
    else wide.removeAttribute('tabindex')
  }
}

/** On a phone the rows of a list are cards: each cell says which column it is of. */
function nameCells () {
  const list = document.querySelector('#result_list')
  if (!list) return
  const headings = [...list.querySelectorAll('thead th')].map((heading) => text(heading.querySelector('.text')))
  for (const row of list.tBodies[0].rows) {
    for (const cell of row.querySelectorAll('td:not(.action-checkbox)')) {
      cell.dataset.label = headings[cell.cellIndex] ?? ''
      cell.classList.toggle('is-empty', ['', '-', '–'].includes(text(cell)) && !cell.querySelector('img, input, a'))
    }
  }
  list.classList.add('folds')
}

// A chooser of several has a cross at each; one for all of them would stand among the list's items.
for (const chooser of document.querySelectorAll('select.admin-autocomplete[multiple]')) chooser.dataset.allowClear = 'false'

nameMoments()
nameCells()
addEventListener('resize', reachWideTables)
for (const heading of document.querySelectorAll('th.original:empty')) heading.setAttribute('role', 'none')
const search = document.querySelector('#searchbar')
search?.setAttribute('aria-label', document.querySelector('label[for="searchbar"] img')?.alt ?? '')

// Django's own scripts work when the page is ready: come after them.
window.addEventListener('load', () => {
  nameChoosers()
  reachWideTables()
  setTimeout(nameChoosers, 50) // they may be a moment late
  for (const mark of document.querySelectorAll('.help-tooltip[aria-label]')) mark.setAttribute('role', 'img')
})
document.addEventListener('formset:added', () => setTimeout(nameChoosers))
