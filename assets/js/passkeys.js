/*
 * Passkeys and security keys. A button says with data-passkey what it is for: "add" a key to
 * this account, "use" one as the second step, or "login" with one alone. The options of the
 * server come as data, binary values in them as base64url.
 */

const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
const encode = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const decodeIds = (list) => (list ?? []).map((entry) => ({ ...entry, id: decode(entry.id) }))

/** What all answers have in common, as JSON. */
function describe (credential, response) {
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: encode(credential.response.clientDataJSON), ...response }
  }
}

async function create (options, isPasskey) {
  const { publicKey } = options
  const selection = { ...publicKey.authenticatorSelection }
  selection.residentKey = isPasskey ? 'required' : 'discouraged'
  selection.requireResidentKey = isPasskey
  if (isPasskey) selection.userVerification = 'required'
  const credential = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: decode(publicKey.challenge),
      user: { ...publicKey.user, id: decode(publicKey.user.id) },
      excludeCredentials: decodeIds(publicKey.excludeCredentials),
      authenticatorSelection: selection
    }
  })
  return describe(credential, {
    attestationObject: encode(credential.response.attestationObject),
    transports: credential.response.getTransports?.() ?? []
  })
}

async function use (options) {
  const { publicKey } = options
  const credential = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: decode(publicKey.challenge),
      allowCredentials: decodeIds(publicKey.allowCredentials)
    }
  })
  const { authenticatorData, signature, userHandle } = credential.response
  return describe(credential, {
    authenticatorData: encode(authenticatorData),
    signature: encode(signature),
    userHandle: userHandle ? encode(userHandle) : null
  })
}

async function answer (button, form) {
  if (button.dataset.passkey === 'add') {
    const box = form.elements.passwordless
    return create(JSON.parse(button.dataset.options).creation_options, Boolean(box?.checked))
  }
  if (button.dataset.passkey === 'use') return use(JSON.parse(button.dataset.options).request_options)
  const reply = await fetch(form.action, { headers: { Accept: 'application/json' } })
  if (!reply.ok) throw new Error('The server gave no passkey options.')
  return use((await reply.json()).request_options)
}

for (const button of document.querySelectorAll('[data-passkey]')) {
  if (!window.PublicKeyCredential) continue
  button.hidden = false
  button.addEventListener('click', async (event) => {
    event.preventDefault()
    const form = button.form
    const failure = document.querySelector('[data-passkey-failure]')
    failure.hidden = true
    try {
      form.elements.credential.value = JSON.stringify(await answer(button, form))
    } catch {
      // The person called it off, the key is unknown, or the time ran out: the browser has said which.
      failure.hidden = false
      return
    }
    form.submit()
  })
}
