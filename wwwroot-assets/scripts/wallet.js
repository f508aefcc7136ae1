// Buttons marked data-wallet ask the wallet of this browser for its address or its signature and put the answer into
// their form. Without such a wallet they stay hidden: address and signature can always be pasted.

const hex = (text) =>
  "0x" + Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, "0")).join("");

const reveal = () => {
  if (!globalThis.ethereum) return;
  for (const button of document.querySelectorAll("[data-wallet][hidden]")) button.hidden = false;
};
new MutationObserver(reveal).observe(document.documentElement, { childList: true, subtree: true });
reveal();

async function ask(kind, form) {
  const [address] = await ethereum.request({ method: "eth_requestAccounts" });
  if (kind === "address") {
    form.querySelector("[name=Address]").value = address;
    return;
  }
  const text = form.querySelector("[name=Message]").value;
  const params = [hex(text), address];
  form.querySelector("[name=Signature]").value = await ethereum.request({ method: "personal_sign", params });
}

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-wallet]") : null;
  if (!button || button.disabled || !globalThis.ethereum) return;
  button.disabled = true;
  try {
    await ask(button.dataset.wallet, button.closest("form"));
  } catch (failure) {
    // Refused by the person: nothing was signed, and the fields can still be filled by hand.
    console.info("No answer of the wallet:", failure);
  }
  button.disabled = false;
});
