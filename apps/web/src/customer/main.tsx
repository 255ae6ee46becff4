import { render } from "preact";
import "../ui/tokens.css";

const page = document.getElementById("page");
if (page) render(<main>Beckon</main>, page);
