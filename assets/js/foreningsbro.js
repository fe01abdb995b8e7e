/*
 * What makes pages more comfortable. Every page works without it.
 */

const self = document.querySelector('script[data-dkfds]')

/** Put the keyboard on the error summary, and let its links show a field together with its label. */
function guideToErrors () {
  const summary = document.querySelector('[data-error-summary]')
  if (!summary) return
  summary.focus()
  summary.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]')
    const field = link && document.getElementById(link.hash.slice(1))
    if (!field) return
    event.preventDefault()
    const label = field.closest('.form-group') ?? field
    label.scrollIntoView()
    field.focus({ preventScroll: true })
  })
}

/** Close an opened menu with Escape or a click elsewhere. */
function closeMenus () {
  const menus = [...document.querySelectorAll('details[data-closes]')]
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const menu of menus.filter((menu) => menu.open)) {
      menu.open = false
      menu.querySelector('summary').focus()
    }
  })
  document.addEventListener('click', (event) => {
    for (const menu of menus) if (menu.open && !menu.contains(event.target)) menu.open = false
  })
}

/** A second click on a send button does nothing while the first is under way. */
function sendOnce () {
  const underWay = new WeakSet()
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (form.method !== 'post' || event.defaultPrevented) return
    if (underWay.has(form)) event.preventDefault()
    underWay.add(form)
    form.setAttribute('aria-busy', 'true')
  })
  // A page that comes back from the history may send again.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return
    for (const form of document.forms) {
      underWay.delete(form)
      form.removeAttribute('aria-busy')
    }
  })
}

/** Say how many characters are left in long texts; the sentences come with the page. */
function countCharacters () {
  for (const field of document.querySelectorAll('textarea[maxlength][data-characters-left]')) {
    const count = document.createElement('span')
    count.className = 'character-count'
    count.setAttribute('aria-live', 'polite')
    field.after(count)
    const show = () => {
      const left = Number(field.getAttribute('maxlength')) - field.value.length
      count.textContent = field.dataset.charactersLeft.replace('{n}', left)
    }
    field.addEventListener('input', show)
    show()
  }
}

/** The larger script of DKFDS is fetched only by a page that has something for it. */
function startDesignSystem () {
  if (!self || !document.querySelector('.accordion, .tab-container, .tooltip-wrapper, .js-dropdown, .js-checkbox-toggle-content, .js-radio-toggle-group, [data-module="modal"]')) return
  const script = document.createElement('script')
  script.src = self.dataset.dkfds
  script.addEventListener('load', () => window.DKFDS.init())
  document.head.append(script)
}

/** A demo log-in is filled in with one tap. */
function fillInDemo () {
  for (const button of document.querySelectorAll('[data-fill-login]')) {
    button.addEventListener('click', () => {
      document.querySelector('#id_login').value = button.dataset.fillLogin
      const password = document.querySelector('#id_password')
      password.value = button.dataset.fillPassword
      password.closest('form').querySelector('button[type="submit"]').focus()
    })
  }
}

/** On a phone the row of sections is longer than the screen: begin with the one that is open. */
function showOwnSection () {
  document.querySelector('.portal-sections [aria-current]')
    ?.scrollIntoView({ block: 'nearest', inline: 'center' })
}

/** Codes that are shown once: warn before the page is left unsaved. */
function keepCodes () {
  const saved = document.querySelector('[data-leave-when-checked]')
  if (!saved) return
  const warn = (event) => { if (!saved.checked) event.preventDefault() }
  window.addEventListener('beforeunload', warn)
}

guideToErrors()
fillInDemo()
keepCodes()
showOwnSection()
closeMenus()
sendOnce()
countCharacters()
startDesignSystem()
