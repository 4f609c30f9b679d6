// Photographs made smaller before they are sent, and signatures drawn with a finger. Every page works without this.
(function () {
  "use strict";
  document.querySelectorAll("input[data-shrink]").forEach(function (input) {
    input.addEventListener("change", function () {
      var file = input.files[0];
      if (!file || !window.createImageBitmap || !window.DataTransfer) return;
      createImageBitmap(file).then(function (photo) {
        var scale = 1600 / Math.max(photo.width, photo.height);
        if (scale >= 1) return;
        var sheet = document.createElement("canvas");
        sheet.width = Math.round(photo.width * scale);
        sheet.height = Math.round(photo.height * scale);
        sheet.getContext("2d").drawImage(photo, 0, 0, sheet.width, sheet.height);
        sheet.toBlob(function (small) {
          if (!small || input.files[0] !== file) return;
          var box = new DataTransfer();
          box.items.add(new File([small], "photo.jpg", { type: "image/jpeg" }));
          input.files = box.files;
        }, "image/jpeg", 0.9);
      }).catch(function () {});
    });
  });
  document.querySelectorAll("[data-pad]").forEach(function (box) {
    var pad = box.querySelector("canvas"), pen = pad.getContext("2d");
    var field = document.getElementById(box.dataset.pad), strokes = [], down = false;
    function clear() {
      strokes = [];
      field.value = "";
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, pad.width, pad.height);
      pen.strokeRect(0.5, 0.5, pad.width - 1, pad.height - 1);
    }
    function draw(event) {
      var at = pad.getBoundingClientRect();
      function place(from, begin, length, most) {
        return Math.max(0, Math.min(most, Math.round((from - begin) * most / length)));
      }
      var x = place(event.clientX, at.left, at.width, 1000), y = place(event.clientY, at.top, at.height, 300);
      var stroke = strokes[strokes.length - 1], last = stroke[stroke.length - 1] || [x, y];
      stroke.push([x, y]);
      pen.beginPath();
      pen.moveTo(last[0] * pad.width / 1000, last[1] * pad.height / 300);
      pen.lineTo(x * pad.width / 1000 + 0.1, y * pad.height / 300);
      pen.stroke();
      field.value = strokes.map(function (points) { return points.join(" "); }).join(";");
    }
    pad.style.touchAction = "none";
    pad.style.maxWidth = "100%";
    pad.addEventListener("pointerdown", function (event) {
      down = true;
      pad.setPointerCapture(event.pointerId);
      strokes.push([]);
      draw(event);
      event.preventDefault();
    });
    pad.addEventListener("pointermove", function (event) { if (down) draw(event); });
    ["pointerup", "pointercancel"].forEach(function (name) {
      pad.addEventListener(name, function () { down = false; });
    });
    box.querySelector("button").addEventListener("click", clear);
    pen.lineWidth = 2;
    pen.lineCap = "round";
    clear();
    box.hidden = false;
  });
})();
