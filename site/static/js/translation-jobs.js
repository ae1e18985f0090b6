// The page of a job requests its progress every two seconds, and reloads when the job is done.
"use strict";

const PAUSE = 2000;

class JobProgress extends window.StimulusModule.Controller {
  static targets = ["bar", "text", "announced", "stuck"];
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
      // The user is signed out, or the job is removed: reloading shows which.
      if (response.redirected || response.status === 404) return window.location.reload();
      if (response.ok) this.show(await response.json());
    } catch {
      // The network failed; the job goes on without it.
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
    // Announced at every quarter only, so that screen readers do not read all the time.
    const quarter = Math.floor((4 * progress.done) / progress.total);
    if (quarter > this.quarter) this.announcedTarget.textContent = progress.text;
    this.quarter = quarter;
  }
}

window.wagtail.app.register("job-progress", JobProgress);
