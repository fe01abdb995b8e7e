/*
 * Names for what Django's admin leaves nameless to a screen reader.
 */

/** The two fields of a date with time are named by their row and the word in front of each. */
for (const field of document.querySelectorAll('p.datetime input[type="text"]')) {
  const row = field.closest('.form-row')?.querySelector('label, legend')?.textContent.trim() ?? ''
  const word = field.previousSibling?.textContent?.trim() ?? ''
  field.setAttribute('aria-label', `${row} ${word}`.trim())
}

/** The question marks of the two-list chooser are made by a script of Django's, later than this one. */
window.addEventListener('load', () => {
  for (const mark of document.querySelectorAll('.help-tooltip[aria-label]')) mark.setAttribute('role', 'img')
})
