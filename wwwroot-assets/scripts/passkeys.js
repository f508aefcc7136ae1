// Buttons marked data-passkey ask the browser for a passkey, put its answer into their form and send it.

const decode = {
  create: (options) => PublicKeyCredential.parseCreationOptionsFromJSON(options),
  get: (options) => PublicKeyCredential.parseRequestOptionsFromJSON(options),
};

async function askBrowser(kind, address, token) {
  const response = await fetch(address, { method: "POST", headers: { RequestVerificationToken: token } });
  if (!response.ok) throw new Error(`The options were refused: ${response.status}`);
  const publicKey = decode[kind](await response.json());
  return navigator.credentials[kind]({ publicKey });
}

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-passkey]") : null;
  if (!button || button.disabled) return;
  const form = button.closest("form");
  button.disabled = true;
  let answer = "";
  try {
    const token = form.querySelector("[name=__RequestVerificationToken]").value;
    const credential = await askBrowser(button.dataset.passkey, button.dataset.options, token);
    answer = JSON.stringify(credential);
  } catch (failure) {
    // Refused by the person, timed out, or not supported: the page says so in words, without an answer.
    console.info("No passkey:", failure);
  }
  form.querySelector("[name=Credential]").value = answer;
  form.submit();
});
