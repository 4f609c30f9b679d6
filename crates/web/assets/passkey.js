// Passkeys: asks the browser, puts its answer into the form, sends the form. Everything else works without this.
(function () {
  "use strict";
  if (!window.PublicKeyCredential) return;
  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (c) { return c.charCodeAt(0); });
  }
  function text(buffer) {
    if (!buffer) return null;
    var plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var key = JSON.parse(form.dataset.question).publicKey;
      key.challenge = bytes(key.challenge);
      if (key.user) key.user.id = bytes(key.user.id);
      (key.excludeCredentials || []).concat(key.allowCredentials || []).forEach(function (known) {
        known.id = bytes(known.id);
      });
      navigator.credentials[form.dataset.passkey]({ publicKey: key }).then(function (made) {
        var said = made.response;
        var answer = { clientDataJSON: text(said.clientDataJSON) };
        if (said.attestationObject) {
          answer.attestationObject = text(said.attestationObject);
          answer.transports = said.getTransports ? said.getTransports() : [];
        } else {
          answer.authenticatorData = text(said.authenticatorData);
          answer.signature = text(said.signature);
          answer.userHandle = text(said.userHandle);
        }
        form.elements.answer.value = JSON.stringify({
          id: made.id, rawId: text(made.rawId), type: made.type, extensions: {}, response: answer
        });
        form.submit();
      }).catch(function () {
        form.querySelector("[data-failed]").hidden = false;
      });
    });
  });
})();
