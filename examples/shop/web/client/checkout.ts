export interface Address {
  name: string;
  street: string;
  postcode: string;
}

export interface Total {
  cents: number;
  currency: "EUR" | "GBP";
}

const STEPS = ["address", "payment", "review"] as const;
type Step = (typeof STEPS)[number];

function currentStep(): Step {
  const wanted = window.location.hash.slice(1);
  return STEPS.find((step) => step === wanted) ?? "address";
}

export function showStep(container: HTMLElement): void {
  const step = currentStep();
  container.innerHTML = `<h2 class="${step}">${step}</h2><div id="${step}-form"></div>`;
}

export function showTotal(element: HTMLElement, total: Total): void {
  element.innerHTML = `<b>${(total.cents / 100).toFixed(2)}</b> ${total.currency}`;
}

export function showAddress(element: HTMLElement, address: Address): void {
  element.replaceChildren(
    ...[address.name, address.street, address.postcode].map((line) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = line;
      return paragraph;
    }),
  );
}
