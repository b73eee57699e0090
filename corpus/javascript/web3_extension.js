chrome.runtime.onMessage.addListener((message, sender, sendResponse) => {
  const panel = document.getElementById('panel');
  if (message.type === 'note') {
    panel.textContent = message.text;
    sendResponse({ ok: true });
  }
});

chrome.tabs.query({ active: true, currentWindow: true }, (tabs) => {
  const [tab] = tabs;
  document.getElementById('title').innerHTML = `<b>${tab.title}</b>`; // error: xss
  document.getElementById('title').textContent = tab.title;
  document.getElementById('index').innerHTML = 'Tab ' + tab.index;
});

chrome.storage.local.get(['note'], (items) => {
  document.getElementById('note').innerHTML = items.note; // error: xss
  document.getElementById('note').value = items.note;
});

async function run() {
  const { html } = await chrome.storage.sync.get('html');
  document.getElementById('html').innerHTML = html; // error: xss
  const [tab] = await chrome.tabs.query({ active: true });
  await chrome.scripting.executeScript({ target: { tabId: tab.id }, func: () => document.title });
}
run();
