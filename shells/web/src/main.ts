import { mount } from "svelte";
import App from "./App.svelte";
import { boot } from "./boot";

mount(App, { target: document.getElementById("app")! });
// The frame is painted before anything is unpacked or compiled. A page in the background paints nothing, and starts all the same.
const soon = document.visibilityState === "visible" ? requestAnimationFrame : (act: () => void) => act();
soon(() => setTimeout(boot));
