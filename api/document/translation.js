
      // A browser's translator puts an element of its own in the place of each text. React goes on writing into the text
      // it knows, which nobody sees any more: the old year would stay above a new map; and it fails when it takes such
      // a text away. Before React touches one, the text takes its place again; the translator then translates what is new.
      (() => {
        const replaced = new WeakMap();
        const translated = (...nodes) => nodes.find((node) => node?.nodeName === "FONT");
        new MutationObserver((records) => {
          for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
            const font = translated(...addedNodes, previousSibling, nextSibling);
            for (const node of font ? removedNodes : []) if (node.nodeType === Node.TEXT_NODE) replaced.set(node, font);
          }
        }).observe(document, { childList: true, subtree: true });
        const restore = (node) => {
          const font = replaced.get(node);
          replaced.delete(node);
          if (font?.isConnected && !node.isConnected) font.replaceWith(node);
        };
        const value = Object.getOwnPropertyDescriptor(Node.prototype, "nodeValue");
        Object.defineProperty(Node.prototype, "nodeValue", {
          ...value,
          set(text) { restore(this); value.set.call(this, text); },
        });
        const { removeChild, insertBefore } = Node.prototype;
        Node.prototype.removeChild = function (child) { restore(child); return removeChild.call(this, child); };
        Node.prototype.insertBefore = function (child, next) { if (next) restore(next); return insertBefore.call(this, child, next); };
      })();
    
