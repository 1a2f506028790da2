// Every behaviour is one small module. Each finds its elements by a data attribute, listens on the document where it can,
// and looks again at what htmx brings in. Texts come from the templates, so that they are translated there.
import "./theme.js";
import "./csrf.js";
import "./failures.js";
import "./offline.js";
import "./toasts.js";
import "./menu.js";
import "./dialog.js";
import "./focus.js";
import "./submit.js";
import "./draft.js";
import "./queue.js";
import "./photos.js";
import "./files.js";
import "./editor.js";
import "./stream.js";
import "./timer.js";
import "./counter.js";
import "./copy.js";
import "./print.js";
import "./enter.js";
import "./keys.js";
