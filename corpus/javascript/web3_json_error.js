const out = document.getElementById('import-status');

function importSettings(text) {
  try {
    const settings = JSON.parse(text);
    apply(Number(settings.size));
    out.innerHTML = '<b>Imported</b>';
  } catch (err) {
    out.innerHTML = '<b>Import failed</b>: ' + err.message; // error: xss
  }
}

function importSettingsSafely(text) {
  try {
    apply(JSON.parse(text).size | 0);
  } catch (err) {
    out.textContent = 'Import failed: ' + err.message;
  }
}

function apply(size) {
  document.body.style.fontSize = size + 'px';
}

importSettings(decodeURIComponent(window.location.hash.slice(1)));
importSettingsSafely(new URLSearchParams(location.search).get('settings'));
