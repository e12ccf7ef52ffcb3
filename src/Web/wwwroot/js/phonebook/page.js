import { startPage } from "../shell/start.js";
import { Phonebook } from "./phonebook.js";

/** @type {HTMLElement} */
const root = document.querySelector("[data-phonebook]");

await startPage(root, context => new Phonebook(root, context).start());
