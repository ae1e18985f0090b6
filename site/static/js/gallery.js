// A gallery takes many pictures at once from the chooser, and what is moved keeps the focus.
"use strict";

const { StructBlockDefinition } = window.wagtailStreamField.blocks;

class GalleryBlockDefinition extends StructBlockDefinition {
  render(placeholder, prefix, initialState, initialError) {
    const gallery = super.render(placeholder, prefix, initialState, initialError);
    const list = gallery.childBlocks.photos;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary gallery-choose";
    button.textContent = this.meta.chooseMany;
    button.addEventListener("click", () => this.chooseMany(list));
    list.container[0].before(button);
    return gallery;
  }

  chooseMany(list) {
    const chooser = list.blockDef.childBlockDef.childBlockDefs.find((def) => def.name === "image");
    chooser.widget.openModal((chosen) => this.add(list, chosen), { multiple: true });
  }

  // Items without a picture are filled first: a new gallery begins with two.
  add(list, chosen) {
    const most = list.blockDef.meta.maxNum || Infinity;
    const empty = list.children.filter((child) => !imageOf(child).getValue());
    let first = null;
    for (const picture of chosen) {
      let child = empty.shift();
      if (!child && list.children.length < most) {
        child = list.insert(list.blockDef.initialChildState, list.children.length);
      }
      if (!child) break;
      imageOf(child).widget.setStateFromModalData(picture);
      first ??= child;
    }
    first?.focus({ soft: true });
  }
}

function imageOf(child) {
  return child.block.childBlocks.image;
}

window.telepath.register("icssi.GalleryBlock", GalleryBlockDefinition);

// Wagtail moves a block by taking it out of the page, which takes the focus from its button.
const OPPOSITE = { MOVE_UP: "MOVE_DOWN", MOVE_DOWN: "MOVE_UP" };

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest("[data-streamfield-action]");
    const opposite = OPPOSITE[button?.dataset.streamfieldAction];
    const list = button?.closest("[data-streamfield-child]")?.parentElement;
    if (!opposite || !list) return;
    const other = button.parentElement.querySelector(`[data-streamfield-action=${opposite}]`);
    // Before the next key is pressed, which would otherwise be lost.
    const moved = new MutationObserver(() => {
      moved.disconnect();
      (button.disabled ? other : button).focus();
    });
    moved.observe(list, { childList: true });
    setTimeout(() => moved.disconnect());
  },
  true,
);
