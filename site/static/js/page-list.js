// A list of pages as a field of its own. The script that makes fields of blocks gives each its id
// by `element`, which Wagtail's lists of blocks do not have: it failed in every form with such a list.
"use strict";

class PageListDefinition extends window.wagtailStreamField.blocks.ListBlockDefinition {
  render(...options) {
    const list = super.render(...options);
    list.element ??= list.container[0];
    return list;
  }
}

window.telepath.register("icssi.PageList", PageListDefinition);
