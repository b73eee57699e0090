const PAYMENTS = "https://pay.tern.example";

const table = document.querySelector("#cart tbody");
const total = document.querySelector("#cart-total");
const status = document.querySelector("#payment-status");

const euros = (cents) => `${(cents / 100).toFixed(2)} €`;

function escapeHtml(text) {
  return String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function row(item) {
  return `<tr><td>${escapeHtml(item.name)}</td><td>${Number(item.quantity)}</td><td>${euros(item.price_cents)}</td></tr>`;
}

async function refresh() {
  const response = await fetch("/cart", { headers: { accept: "application/json" } });
  const cart = await response.json();
  table.innerHTML = cart.items.map(row).join("");
  total.textContent = euros(cart.items.reduce((sum, item) => sum + item.price_cents * item.quantity, 0));
}

window.addEventListener("message", (event) => {
  if (event.origin !== PAYMENTS) {
    return;
  }
  status.innerHTML = event.data.summary;
  refresh();
});

refresh();
