// The page of a long job asks every two seconds how far it is, and shows the result at the end.
"use strict";

const PAUSE = 2000;

class JobProgress extends window.StimulusModule.Controller {
  static targets = ["bar", "text", "said", "stuck"];
  static values = { url: String };

  connect() {
    this.quarter = 0;
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  disconnect() {
    clearTimeout(this.timer);
  }

  async ask() {
    try {
      const response = await fetch(this.urlValue, { headers: { Accept: "application/json" } });
      // Signed out, or removed: the page itself shows which.
      if (response.redirected || response.status === 404) return window.location.reload();
      if (response.ok) this.show(await response.json());
    } catch {
      // The network is away for a moment; the work goes on without it.
    }
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  show(progress) {
    if (!progress.is_open) return window.location.reload();
    this.stuckTarget.hidden = !progress.is_stuck;
    this.textTarget.textContent = progress.text;
    if (!progress.total) return;
    this.barTarget.max = progress.total;
    this.barTarget.value = progress.done;
    // Screen readers read it out at every quarter only: people do something else meanwhile.
    const quarter = Math.floor((4 * progress.done) / progress.total);
    if (quarter > this.quarter) this.saidTarget.textContent = progress.text;
    this.quarter = quarter;
  }
}

window.wagtail.app.register("job-progress", JobProgress);
