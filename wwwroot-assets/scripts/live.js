// Keeps a public page as it is: the server says that something happened, and the page fetches itself, which is kept
// ready for everybody. Without this script the page shows the moment at which it was made.
const RETRY_MS = 150;
const TRIES_MAX = 10;

const region = document.querySelector("[data-live-region]");
let source = null;
let wanted = 0;
let isFetching = false;

const shown = () => Number(region.dataset.version);

async function fetchPage() {
  const answer = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-live-region]");
}

// The page is made anew a moment after the market has moved: what is still the old one is asked for again.
async function catchUp() {
  if (isFetching) return;
  isFetching = true;
  try {
    for (let tries = 0; shown() < wanted && tries < TRIES_MAX; tries++) {
      const fresh = await fetchPage();
      if (!fresh) return;
      if (Number(fresh.dataset.version) > shown()) {
        region.replaceChildren(...fresh.childNodes);
        region.dataset.version = fresh.dataset.version;
      } else {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  } catch {
    // The network is away: the stream comes back by itself and says where the market stands.
  } finally {
    isFetching = false;
  }
}

function follow() {
  source ??= new EventSource(region.dataset.liveRegion);
  source.onopen = () => { region.dataset.live = "true"; };
  source.addEventListener("version", (event) => {
    wanted = Number(event.data);
    catchUp();
  });
}

function rest() {
  source?.close();
  source = null;
}

if (region) {
  follow();
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : follow()));
}
