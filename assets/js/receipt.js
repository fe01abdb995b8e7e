/*
 * The receipt of a contact: copy the referral text, or hand it to whichever program the telephone
 * shares with. Without this the text can be marked and the SMS link works.
 */

const textOf = (id) => document.getElementById(id).textContent

for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) break
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(textOf(button.dataset.copy))
    button.textContent = button.dataset.copied
    button.setAttribute('aria-live', 'polite')
  })
}

for (const button of document.querySelectorAll('[data-share]')) {
  if (!navigator.share) break
  button.hidden = false
  button.addEventListener('click', () => {
    // Closing the telephone's list of programs is no error.
    navigator.share({ text: textOf(button.dataset.share) }).catch(() => {})
  })
}
