// The QR of a receipt carries the query code behind the #, which browsers never send. Put it in its field.
const code = document.getElementById('code')
if (code && location.hash.length > 1) {
  code.value = decodeURIComponent(location.hash.slice(1))
  history.replaceState(null, '', location.pathname + location.search)
}
