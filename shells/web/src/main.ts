import { mount } from "svelte";
import App from "./App.svelte";
import { boot } from "./boot";
import { model } from "./state/model.svelte";

mount(App, { target: document.getElementById("app")! });
// The frame is painted before anything is unpacked or compiled.
requestAnimationFrame(() => setTimeout(() => boot().catch((error: unknown) => (model.trouble = error instanceof Error ? error.message : String(error)))));
