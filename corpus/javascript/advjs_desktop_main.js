const { app, BrowserWindow, ipcMain, shell } = require('electron');
const { exec } = require('child_process');
const fs = require('fs');
const path = require('path');
ipcMain.handle('open', async (event, name) => {
  const file = path.join(app.getPath('userData'), path.basename(name));
  return fs.promises.readFile(file, 'utf8');
});
ipcMain.on('run', (event, command) => {
  exec(command); // error: command-injection
});
ipcMain.handle('link', (event, url) => {
  if (new URL(url).protocol === 'https:') shell.openExternal(url);
});
app.whenReady().then(() => {
  const win = new BrowserWindow({ webPreferences: { contextIsolation: true } });
  win.loadFile('index.html');
});
