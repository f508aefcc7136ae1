// <price-chart data-points="[[unix seconds, yen], ...]">: draws again whenever the attribute changes.
import { createChart, LineSeries, ColorType } from "lightweight-charts";

// The library knows no time zone: moments are moved to Japan's clock and written as if it were universal time.
const japan = 9 * 60 * 60;

class PriceChart extends HTMLElement {
  static observedAttributes = ["data-points"];

  connectedCallback() {
    const style = getComputedStyle(this);
    const ink = style.getPropertyValue("--ink-soft").trim();
    const line = style.getPropertyValue("--line").trim();
    this.chart = createChart(this, {
      autoSize: true,
      layout: {
        attributionLogo: false, // It would need an inline style; the page names the library in words.
        background: { type: ColorType.Solid, color: "transparent" },
        textColor: ink,
        fontFamily: style.fontFamily,
      },
      grid: { vertLines: { color: line }, horzLines: { color: line } },
      rightPriceScale: { borderColor: line },
      timeScale: { borderColor: line, timeVisible: true, secondsVisible: false },
      localization: {
        priceFormatter: (price) => Math.round(price).toLocaleString("en-US"),
        timeFormatter: (time) => new Date(time * 1000).toLocaleString(document.documentElement.lang, {
          dateStyle: "short", timeStyle: "medium", timeZone: "UTC",
        }),
      },
    });
    this.series = this.chart.addSeries(LineSeries, {
      color: style.getPropertyValue("--accent").trim(), lineWidth: 2, lastValueVisible: true, priceLineVisible: false,
      priceFormat: { type: "price", precision: 0, minMove: 1 },
    });
    this.draw();
  }

  disconnectedCallback() {
    this.chart?.remove();
    this.chart = undefined;
  }

  attributeChangedCallback() {
    if (this.chart) this.draw();
  }

  draw() {
    const points = JSON.parse(this.dataset.points || "[]");
    this.series.setData(points.map(([time, value]) => ({ time: time + japan, value })));
    this.chart.timeScale().fitContent();
  }
}

customElements.define("price-chart", PriceChart);
