// Checks a volunteer certificate in the browser, without any network: the line of the QR, or a credential by the proof over all of it.
// Written for old phones: no modules, no crypto.subtle, no BigInt. Ed25519 is tweetnacl, loaded before, as is credential-proof.js.
;(function () {
  var box = document.getElementById('check')
  var field = document.getElementById('text')
  var drop = document.getElementById('drop')
  if (!box || !field || !drop || !window.nacl || !window.isSignedCredential || !window.JSON || !window.Uint8Array) return
  var keys = JSON.parse(box.getAttribute('data-keys'))
  var leaked = JSON.parse(box.getAttribute('data-leaked'))
  var sentences = JSON.parse(box.getAttribute('data-sentences'))
  var grades = JSON.parse(box.getAttribute('data-grades'))

  function bytes(text) {
    var plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
    var all = new Uint8Array(plain.length)
    for (var i = 0; i < plain.length; i++) all[i] = plain.charCodeAt(i)
    return all
  }
  function words(text) {
    var all = bytes(text)
    var plain = ''
    for (var i = 0; i < all.length; i++) plain += '%' + ('0' + all[i].toString(16)).slice(-2)
    return JSON.parse(decodeURIComponent(plain))
  }
  function ascii(text) {
    var all = new Uint8Array(text.length)
    for (var i = 0; i < text.length; i++) all[i] = text.charCodeAt(i)
    return all
  }
  /** Why a key is not believed; null: it is. */
  function doubtOf(key) {
    if (leaked.indexOf(key) >= 0) return 'leakedKey'
    return Object.prototype.hasOwnProperty.call(keys, key) ? null : 'unknownKey'
  }
  /** The facts of a signed line; or the word for why not. */
  function open(line, mark) {
    var parts = line.split('.')
    if (parts.length !== 4 || parts[0] !== mark) return 'unreadable'
    var doubt = doubtOf(parts[1])
    if (doubt) return doubt
    try {
      var body = ascii(parts.slice(0, 3).join('.'))
      if (!window.nacl.sign.detached.verify(body, bytes(parts[3]), bytes(keys[parts[1]]))) return 'altered'
      return words(parts[2])
    } catch (error) {
      return 'altered'
    }
  }
  /** Serials of the signed list; the first is its day. */
  function revoked() {
    var list = open(box.getAttribute('data-list') || '', 'ZL1')
    return typeof list === 'string' ? [] : list.slice(1)
  }
  function today() {
    return new Date(new Date().getTime() + 8 * 3600000).toISOString().slice(0, 10)
  }
  function judge(line) {
    var facts = open(line, 'ZM1')
    if (typeof facts === 'string') return { verdict: facts, facts: null }
    var verdict = revoked().indexOf(facts[0]) >= 0 ? 'revoked' : facts[8] < today() ? 'expired' : 'valid'
    return { verdict: verdict, facts: facts }
  }
  /** Each word of a credential is under its proof, the line included: what it says is then read from the line. */
  function judgeFile(text) {
    try {
      var credential = JSON.parse(text)
      var key = credential.proof.verificationMethod.split('#')[1]
      var doubt = credential.proof.verificationMethod === credential.issuer.id + '#' + key ? doubtOf(key) : 'unknownKey'
      if (doubt) return { verdict: doubt, facts: null }
      if (!window.isSignedCredential(credential, bytes(keys[key]))) return { verdict: 'altered', facts: null }
      return judge(credential.evidence[0].id.split('#')[1])
    } catch (error) {
      return { verdict: 'unreadable', facts: null }
    }
  }
  function say(seen) {
    var list = document.getElementById('facts')
    box.hidden = false
    document.getElementById('said').textContent = sentences[seen.verdict]
    while (list.firstChild) list.removeChild(list.firstChild)
    if (!seen.facts) return
    var f = seen.facts
    var rows = [
      ['姓名', f[1]],
      [grades.onSite, f[5] / 60 + '小时'],
      [grades.organiser, f[6] / 60 + '小时'],
      ['服务时间', f[3] + '到' + f[4]],
      ['出具单位', f[2]],
      ['编号', f[0]],
      ['出具日期', f[7]],
      ['有效到', f[8]],
    ]
    for (var i = 0; i < rows.length; i++) {
      var row = document.createElement('div')
      for (var j = 0; j < 2; j++) {
        var cell = document.createElement(j === 0 ? 'dt' : 'dd')
        cell.textContent = rows[i][j]
        row.appendChild(cell)
      }
      list.appendChild(row)
    }
  }
  function look(text) {
    var found = /ZM1\.[\w.-]+/.exec(text)
    if (/^\s*\{/.test(text)) say(judgeFile(text))
    else if (found) say(judge(found[0]))
  }
  function read(file) {
    if (!file) return
    var reader = new FileReader()
    reader.onload = function () {
      look(String(reader.result))
      if (box.hidden) say({ verdict: 'unreadable', facts: null })
    }
    reader.readAsText(file)
  }

  drop.hidden = false
  field.addEventListener('input', function () {
    look(field.value)
  })
  document.getElementById('file').addEventListener('change', function (event) {
    read(event.target.files[0])
    // or the same file, changed since, would not be a change
    event.target.value = ''
  })
  document.addEventListener('dragover', function (event) {
    event.preventDefault()
  })
  document.addEventListener('drop', function (event) {
    event.preventDefault()
    read(event.dataTransfer.files[0])
  })
  function byAddress() {
    if (location.hash.length > 1) look(decodeURIComponent(location.hash.slice(1)))
  }
  window.addEventListener('hashchange', byAddress)
  byAddress()

  // Kept for when there is no network; only where the browser can (https, or this machine).
  if (!('serviceWorker' in navigator) || !window.caches || location.protocol === 'file:') return
  // Where it cannot be kept, the page checks all the same while it stands open.
  navigator.serviceWorker.register('/volunteer/check-worker.js', { scope: '/volunteer/check' }).catch(function () {})
  caches
    .open('check')
    .then(function (cache) {
      var needed = [location.pathname]
      var nodes = document.querySelectorAll('script[src], link[rel=stylesheet]')
      for (var i = 0; i < nodes.length; i++) needed.push(nodes[i].src || nodes[i].href)
      return cache.addAll(needed)
    })
    .then(function () {
      document.documentElement.setAttribute('data-kept', '')
    })
    .catch(function () {})
})()
