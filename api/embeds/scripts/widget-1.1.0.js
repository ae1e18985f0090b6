/* <icssi-news>, version 1.1.0: the newest stories of the initiative, on any site.
   No cookies, nothing stored, no requests to anybody but the site that this file comes from. */
(function () {
  "use strict";
  var NAME = "icssi-news";
  var script = document.currentScript;
  // On a page with comments, a picture or form of that name may be found instead.
  if (!(script instanceof HTMLScriptElement)) {
    script = document.querySelector('script[src*="/embed/v1/widget"]');
  }
  if (!script || !window.customElements || !window.fetch || customElements.get(NAME)) return;
  var BASE = new URL(script.src).origin;
  var FRESH = 30000, REFRESH = 300000, PATIENCE = 15000; // milliseconds
  var FIELDS = "lang,dir,title,summary,url,image,published_at,translation,license,credit_line";
  var TEXTS = {
    en: {
      dir: "ltr", news: "News from ICSSI", none: "There are no stories yet.",
      more: "More from ICSSI",
      outdated: "The original has changed since this translation."
    },
    ar: {
      dir: "rtl", news: "أخبار من \u2066ICSSI\u2069", none: "لا أخبار بعد.",
      more: "المزيد من \u2066ICSSI\u2069",
      outdated: "تغيّر النص الأصلي بعد هذه الترجمة."
    }
  };
  // What the page does to this element, even with !important, loses against :host's !important.
  var CSS =
    ":host{all:initial!important;display:block!important}" +
    ":host([hidden]){display:none!important}" +
    ".box{--ground:#fff;--text:#1c2422;--quiet:#55605d;--line:#d3dad7;--link:#0b5c56}" +
    ".box.dark{--ground:#14201e;--text:#eef3f1;--quiet:#aebbb7;--line:#35443f;--link:#7fd1c7}" +
    "@media(prefers-color-scheme:dark){.box.auto{--ground:#14201e;--text:#eef3f1;" +
    "--quiet:#aebbb7;--line:#35443f;--link:#7fd1c7}}" +
    "*{box-sizing:border-box}" +
    ".box{font:16px/1.5 system-ui,-apple-system,'Segoe UI',Tahoma,sans-serif;padding:1em;" +
    "color:var(--text);background:var(--ground);border:1px solid var(--line);" +
    "border-inline-start:4px solid var(--link);overflow-wrap:anywhere;text-align:start}" +
    "[lang=ar]{line-height:1.7}" +
    "ul{list-style:none;margin:0;padding:0;display:grid;gap:1em}" +
    ".card ul{grid-template-columns:repeat(auto-fill,minmax(min(100%,15em),1fr))}" +
    "li{display:flex;gap:.75em;align-items:flex-start;text-align:start}" +
    ".list li+li{border-block-start:1px solid var(--line);padding-block-start:1em}" +
    ".card li{flex-direction:column;border:1px solid var(--line);padding:.75em}" +
    "figure{margin:0;flex:0 0 6em}.card figure{flex:none;inline-size:100%}" +
    "img{display:block;inline-size:100%;block-size:auto;aspect-ratio:4/3;object-fit:cover}" +
    ".text{flex:1;min-inline-size:0;inline-size:100%}" +
    "p{margin:.25em 0 0}time,figcaption,.note,.foot{color:var(--quiet);font-size:.8125em}" +
    "a{color:var(--link)}" +
    ".title{font-weight:600;color:var(--text);text-decoration-color:var(--link);" +
    "text-underline-offset:.2em}" +
    "a:focus-visible{outline:3px solid var(--link);outline-offset:2px}" +
    ".foot{margin-block-start:1em}.foot p:first-child{margin:0}";
  var sheet = null;

  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function link(address, className, text) {
    var element = make("a", className, text);
    if (/^https?:\/\//.test(address)) element.href = address;
    return element;
  }

  function known(tag) {
    var primary = (tag || "").toLowerCase().split(/[-_]/)[0];
    return TEXTS[primary] ? primary : "";
  }

  function dress(root) {
    // A style element would need the permission of the page's content policy; a sheet does not.
    try {
      if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(CSS);
      root.adoptedStyleSheets = [sheet];
    } catch (error) {
      root.appendChild(make("style", "", CSS));
    }
  }

  function day(item) {
    var form = { day: "numeric", month: "long", year: "numeric", timeZone: "Asia/Baghdad" };
    var tag = item.lang === "ar" ? "ar-IQ-u-nu-latn" : "en-GB";
    var time = make("time", "", new Intl.DateTimeFormat(tag, form).format(new Date(item.published_at)));
    time.dateTime = item.published_at;
    return time;
  }

  function smallest(image, type) {
    return (image.renditions || []).filter(function (each) {
      return each.type === type && /^https?:\/\//.test(each.url);
    }).sort(function (one, other) { return one.width - other.width; })[0];
  }

  function picture(image) {
    var shown = image && smallest(image, "image/jpeg");
    if (!shown) return null;
    var figure = make("figure"), frame = make("picture"), element = make("img");
    var light = smallest(image, "image/avif");
    if (light) {
      var source = make("source");
      source.type = "image/avif";
      source.srcset = light.url;
      frame.appendChild(source);
    }
    element.loading = "lazy";
    element.referrerPolicy = "no-referrer";
    element.width = shown.width;
    element.height = shown.height;
    element.alt = image.alt || "";
    element.src = shown.url;
    frame.appendChild(element);
    figure.appendChild(frame);
    return figure;
  }

  function entry(item, isCard) {
    var row = make("li"), text = make("div", "text"), figure = picture(item.image);
    var texts = TEXTS[item.lang] || TEXTS.en, credit = figure && item.image.credit;
    row.lang = item.lang;
    row.dir = item.dir;
    if (figure) row.appendChild(figure);
    // Beside a small picture there is no room for a line.
    if (credit && isCard) figure.appendChild(make("figcaption", "", credit));
    text.appendChild(link(item.url, "title", item.title));
    text.appendChild(make("p")).appendChild(day(item));
    if (isCard && item.summary) text.appendChild(make("p", "", item.summary));
    if (item.translation && item.translation.status === "outdated") {
      text.appendChild(make("p", "note", texts.outdated));
    }
    if (credit && !isCard) text.appendChild(make("p", "note", credit));
    row.appendChild(text);
    return row;
  }

  class News extends HTMLElement {
    static get observedAttributes() {
      return ["lang", "forum", "topic", "limit", "theme", "layout"];
    }

    connectedCallback() {
      if (!this.shadowRoot) {
        dress(this.attachShadow({ mode: "open" }));
        this._body = this.shadowRoot.appendChild(make("div"));
        this._showLink();
      }
      this._seen = this._refreshIfOld.bind(this);
      document.addEventListener("visibilitychange", this._seen);
      window.addEventListener("pageshow", this._seen);
      window.addEventListener("online", this._seen);
      this._timer = setInterval(this._seen, REFRESH);
      this._load();
    }

    disconnectedCallback() {
      document.removeEventListener("visibilitychange", this._seen);
      window.removeEventListener("pageshow", this._seen);
      window.removeEventListener("online", this._seen);
      clearInterval(this._timer);
      this._forget();
    }

    attributeChangedCallback() {
      if (this.isConnected && this._body) this._load();
    }

    _refreshIfOld() {
      if (document.visibilityState === "visible" && Date.now() - this._askedAt > FRESH) this._load();
    }

    _langs() {
      if (this.hasAttribute("lang")) return this.getAttribute("lang").trim();
      var around = this.parentElement && this.parentElement.closest("[lang]");
      return known(around && around.lang);
    }

    _address() {
      var address = new URL("/api/v1/news/", BASE), langs = this._langs();
      if (langs) address.searchParams.set("lang", langs);
      ["forum", "topic"].forEach(function (name) {
        var value = (this.getAttribute(name) || "").trim();
        if (value) address.searchParams.set(name, value);
      }, this);
      address.searchParams.set("limit", (this.getAttribute("limit") || "5").trim());
      address.searchParams.set("fields", FIELDS);
      return address.href;
    }

    _load() {
      var self = this, turn = (this._turn = (this._turn || 0) + 1), stop = new AbortController();
      var clock = setTimeout(function () { stop.abort(); }, PATIENCE);
      this._askedAt = Date.now();
      fetch(this._address(), {
        credentials: "omit", mode: "cors", referrerPolicy: "no-referrer", signal: stop.signal
      }).then(function (answer) {
        return answer.json().then(function (content) {
          if (answer.ok) return content.results;
          throw new Error(content.detail || answer.status);
        });
      }).then(function (items) {
        if (turn !== self._turn) return;
        self._forget();
        self._show(items);
      }).catch(function (error) {
        if (turn === self._turn) self._failed(error);
      }).then(function () { clearTimeout(clock); });
    }

    _failed(error) {
      console.warn("<" + NAME + ">: " + error.message);
      if (!this._shows) this._showLink();
      // What is shown may have been withdrawn meanwhile, and nobody can be asked.
      else if (!this._drop) this._drop = setTimeout(this._showLink.bind(this), FRESH);
    }

    _forget() {
      clearTimeout(this._drop);
      this._drop = 0;
    }

    _showLink() {
      this._shows = false;
      this._forget();
      var lang = known(this._langs().split(",")[0]) || "en";
      var hasOwn = this.firstElementChild || this.textContent.trim();
      var instead = link(BASE + "/" + lang + "/", "", TEXTS[lang].more);
      this._fill("", lang, [hasOwn ? make("slot") : instead]);
    }

    _show(items) {
      var isCard = this.getAttribute("layout") === "card";
      var lang = known(this._langs().split(",")[0]) || (items[0] && known(items[0].lang)) || "en";
      var texts = TEXTS[lang], list = make("ul"), foot = make("div", "foot"), credits = {};
      list.setAttribute("aria-label", texts.news);
      list.setAttribute("role", "list"); // without bullets, Safari sees no list
      // What has no licence belongs to others, and is not passed on.
      items = items.filter(function (item) { return item.license !== null; });
      items.forEach(function (item) {
        list.appendChild(entry(item, isCard));
        if (item.credit_line && !credits[item.credit_line]) {
          credits[item.credit_line] = true;
          var credit = foot.appendChild(make("p", "", item.credit_line));
          credit.lang = item.lang;
          credit.dir = item.dir;
        }
      });
      foot.appendChild(make("p")).appendChild(link(BASE + "/" + lang + "/", "", texts.more));
      this._shows = true;
      var theme = this.getAttribute("theme");
      var classes = "box " + (isCard ? "card " : "list ") + (/^(dark|auto)$/.test(theme) ? theme : "");
      this._fill(classes.trim(), lang, [items.length ? list : make("p", "", texts.none), foot]);
    }

    _fill(className, lang, children) {
      this._body.className = className;
      this._body.lang = lang;
      this._body.dir = TEXTS[lang].dir;
      this._body.replaceChildren.apply(this._body, children);
    }
  }

  customElements.define(NAME, News);
})();
