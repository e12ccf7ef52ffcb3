import { startPage } from "../shell/start.js";
import { devices } from "./devices.js";
import { link } from "./link.js";
import { password } from "./password.js";
import { person } from "./person.js";
import { screen } from "./screen.js";
import { services } from "./services.js";

const root = document.querySelector("[data-settings]");

await startPage(root, async context => {
  root.append(person(context), link(context), services(context), screen(context), password(context), await devices(context));
});
