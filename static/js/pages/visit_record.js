// The record: a draft that saves itself, and quick capture beside it.
import { start } from "../autosave.js";
import { startCapture } from "../capture.js";
import "../fill.js";

start();
startCapture();
