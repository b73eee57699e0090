// Functions that keep themselves: what holds them is walked once.

function repeater(text) {
  let again;
  function step(count) {
    return count > 0 ? again(count - 1) : text;
  }
  again = step;
  return step;
}

function prepared(text) {
  const step = repeater(text);
  step(new Date().getDay());
  return step;
}

const fromAddress = prepared(location.hash);
const fixed = prepared("<hr>");

document.querySelector("#first").innerHTML = fromAddress(new Date().getDay()); // error: xss
document.querySelector("#second").innerHTML = fixed(new Date().getDay());
document.querySelector("#third").textContent = fromAddress(new Date().getDay());
