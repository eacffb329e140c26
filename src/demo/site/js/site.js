function openTab(event, id) {
  for (const tab of ['egp', 'price']) document.getElementById(tab).style.display = tab === id ? 'block' : 'none';
}
