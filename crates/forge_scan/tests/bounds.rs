//! Work that has to end, and what has to come out of it.

/// A text into which an object of an API is put: the model of its conversion may look at that very text.
#[test]
fn a_text_that_a_model_makes_is_made_once() {
    let text = r#"
const dgram = require("dgram");
module.exports = Class.create({
  start: function () {
    const self = this;
    const socket = (this.socket = dgram.createSocket("udp4"));
    socket.on("message", function (message, peer) {
      self.receive(message, peer);
    });
  },
  receive: function (message, peer) {
    this.logDebug(10, "Received: " + message + " from " + peer.address);
  },
});
"#;
    assert_eq!(forge_scan::scan("discovery.js", text.as_bytes()).unknowns, []);
}

#[test]
fn a_type_that_holds_itself_ends() {
    let text =
        "from typing import Annotated, List\nT = Annotated[T, 1]\nU = List[U]\ndef f(a: T, b: U):\n    return a\n";
    assert_eq!(forge_scan::scan("types.py", text.as_bytes()).unknowns, []);
}
