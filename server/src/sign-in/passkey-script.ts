/** The one script of the sign-in pages: the browser's passkey dialogue exists only in script. Without it the code works. */
export const passkeyScript = `const button = document.getElementById('passkey')
const failed = document.getElementById('passkey-failed')
if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) button.hidden = false
button.addEventListener('click', async () => {
  failed.hidden = true
  const post = async (path, body) => {
    const answer = await fetch(button.dataset.path + path, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body)
    })
    if (!answer.ok) throw new Error(answer.status)
    return answer.json()
  }
  try {
    const options = PublicKeyCredential.parseRequestOptionsFromJSON(await post('/passkey-options', {}))
    const credential = await navigator.credentials.get({ publicKey: options })
    const { location } = await post('/passkey', credential.toJSON())
    window.location.assign(location)
  } catch {
    failed.hidden = false
  }
})
`
