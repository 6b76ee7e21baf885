// Shows the buttons that copy a field. Without this file the field itself is there to be selected.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const told = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "Đã sao chép";
    } catch {
      told.textContent = document.execCommand("copy") ? "Đã sao chép" : "Đã chọn cả dòng: nhấn Ctrl+C để sao chép";
    }
  });
}
