// Signed-in pages only. Public pages load no script.
import "./passkeys.js";
import "./wallet.js";

// A dropped circuit that the server no longer knows cannot be resumed: a fresh page is the honest way out.
const modal = document.getElementById("components-reconnect-modal");
if (modal) {
  modal.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-reconnect]") : null;
    if (!button) return;
    if (button.dataset.reconnect === "retry" && globalThis.Blazor?.reconnect) globalThis.Blazor.reconnect();
    else location.reload();
  });
}

// The print button of statements works without inline handlers, which the content security policy refuses.
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-print]")) print();
});

// The chart library is loaded by the first page that shows a chart, also when the chart comes later.
const loadChart = () => {
  if (!document.querySelector("price-chart")) return;
  watcher.disconnect();
  import("./price-chart.js");
};
const watcher = new MutationObserver(loadChart);
watcher.observe(document.documentElement, { childList: true, subtree: true });
loadChart();
