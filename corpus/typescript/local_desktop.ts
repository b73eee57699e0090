import { app, BrowserWindow, ipcMain, shell } from "electron";
import fs from "node:fs/promises";
import path from "node:path";
import { Client } from "ssh2";
import { createHash } from "node:crypto";

const isDevelopment = !app.isPackaged;
let main: BrowserWindow | undefined;

function createMain(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1200,
    height: 800,
    webPreferences: {
      preload: path.join(__dirname, "preload.js"),
      contextIsolation: true,
      nodeIntegration: false,
      devTools: isDevelopment,
    },
  });
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith("https://help.example.org/")) void shell.openExternal(url);
    return { action: "deny" };
  });
  return window;
}

function createPreview(): BrowserWindow {
  const preferences = { webSecurity: false, offscreen: true };
  return new BrowserWindow({ show: false, webPreferences: preferences }); // error: electron-node-integration
}

function createPluginHost(): BrowserWindow {
  return new BrowserWindow({
    show: false,
    webPreferences: {
      nodeIntegration: true, // error: electron-node-integration
      contextIsolation: false,
    },
  });
}

function createViewer(options: Electron.BrowserWindowConstructorOptions): BrowserWindow {
  return new BrowserWindow({ ...options, title: "Viewer" });
}

export async function saveKey(folder: string, key: string): Promise<void> {
  const target = path.join(folder, "id_ed25519");
  await fs.writeFile(target, key, { mode: 0o600 });
  await fs.chmod(target, 0o600);
}

export async function shareExport(target: string, data: string): Promise<void> {
  await fs.writeFile(target, data);
  await fs.chmod(target, 0o666); // error: world-writable-file
}

export function connect(host: string, fingerprint: string, privateKey: string): Client {
  const client = new Client();
  client.connect({
    host,
    privateKey,
    hostVerifier: (key: Buffer) => createHash("sha256").update(key).digest("base64") === fingerprint,
  });
  return client;
}

export function connectToAppliance(host: string): Client {
  const client = new Client();
  client.connect({
    host,
    username: "root",
    password: "appliance", // error: hardcoded-credential
    hostVerifier: () => true, // error: ssh-host-key-unchecked
  });
  return client;
}

app.whenReady().then(() => {
  main = createMain();
  createPreview();
  createPluginHost();
  createViewer({ width: 300 });
  ipcMain.handle("save-key", (_event, folder: string, key: string) => saveKey(folder, key));
});
