// Every behaviour is one small module; each finds its own elements and works on what htmx brings in later.
import "./theme.js";
