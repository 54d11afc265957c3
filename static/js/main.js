// Everything each page needs. A part that only one page needs is a file in pages/.
import "htmx.org/dist/htmx.esm.js";
import "./ime.js";
import "./dialogs.js";
import "./menus.js";
import "./toasts.js";
import "./errors.js";
import "./find.js";
import "./shortcuts.js";
import "./sidebar.js";
import "./back.js";
import "./copy.js";
import "./web_view.js";
import "./filters.js";
import "./forms.js";
import "./select_rows.js";
import "./keep.js";
import "./mentions.js";
